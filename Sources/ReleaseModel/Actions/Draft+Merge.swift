package import Causality
internal import Lattice

// Duplicates: never merged by a machine. A merge by a person is an alias and new edges, so it can be
// taken back.

extension Draft {
    /// Merges an item into another one; `edges` are the live relations of the former.
    package mutating func merge(
        _ item: EntityID, into other: EntityID, edges: [EntityID]
    ) throws {
        guard item != other else {
            throw DomainFailure.invalid("An item cannot be merged into itself.")
        }
        let document = try existing(item)
        let survivor = try existing(other)
        guard document.entityKind == survivor.entityKind else {
            throw DomainFailure.invalid("Only things of one kind can be merged.")
        }
        let aliases = try Aliases(from: [other]) { try self.document($0) }
        guard !aliases.isAlias(other) else {
            throw DomainFailure.contested(
                "\(survivor.title ?? "The other") was itself merged into something else.",
                hint: "Merge into that one, or undo the other merge first.")
        }
        // A merge of the survivor that is void now must not come to life, nor close a new circle.
        try unmerge(other)
        for edge in edges { try redirect(edge, from: item, to: other) }
        try set(item, SharedFields.mergedInto, .entity(other))
    }

    /// Takes an alias back; the edges come back by undoing the merge.
    package mutating func unmerge(_ item: EntityID) throws {
        guard try existing(item).value(SharedFields.mergedInto)?.entityValue != nil else { return }
        try set(item, SharedFields.mergedInto, .none)
    }

    private mutating func redirect(
        _ edge: EntityID, from item: EntityID, to other: EntityID
    ) throws {
        let document = try existing(edge)
        guard let source = document.value(Edge.source)?.entityValue,
            let target = document.value(Edge.target)?.entityValue,
            let kind = document.string(Edge.kind), source == item || target == item,
            !document.elements(Edge.presence).isEmpty
        else { return }
        let (from, onto) = (source == item ? other : source, target == item ? other : target)
        // The relation between the two duplicates themselves has nothing left to say.
        if from != onto {
            try link(kind, from: from, to: onto, reason: document.string(Edge.reason))
        }
        try unlink(edge)
    }
}
