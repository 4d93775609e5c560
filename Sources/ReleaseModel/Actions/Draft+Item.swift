package import Causality
internal import History
internal import Lattice

// What people do with items, in terms of fields.

extension Draft {
    /// Claims an item for somebody; refuses to take it from another unless told to.
    package mutating func claim(
        _ item: EntityID, for person: EntityID, over: Bool
    ) throws {
        let document = try existing(item)
        let holder = document.value(Item.assignee)?.parts.first?.entityValue
        if let holder, holder != person, !over {
            throw DomainFailure.contested(
                "\(document.title ?? "The item") is claimed by somebody else.",
                hint: "Take it over with --over; the other is told at the next sync.")
        }
        let isContested = (document[Item.assignee.number]?.live.count ?? 0) > 1
        guard holder != person || isContested else { return }
        try set(
            item, Item.assignee,
            .list([.entity(person), holder.map(Value.entity) ?? .none]))
    }

    /// Gives an item back.
    package mutating func release(claimOn item: EntityID) throws {
        let holder = try existing(item).value(Item.assignee)?.parts.first ?? Value.none
        try set(item, Item.assignee, .list([.none, holder]))
    }

    /// Moves an item below another, or to the top level; `path` tells the ancestors of the new parent.
    package mutating func move(
        _ item: EntityID, below parent: EntityID?,
        ancestors: (EntityID) throws -> [EntityID]
    ) throws {
        let document = try existing(item)
        if let parent {
            let path = [parent] + (try ancestors(parent))
            guard !path.contains(item) else {
                throw DomainFailure.invalid(
                    "That would put \(document.title ?? "the item") below itself.",
                    hint: "Move the other item away first.")
            }
        }
        let previous = document.value(Item.parent)?.parts.first?.entityValue
        guard previous != parent || document.writes(CellAddress(Item.parent.number)).count > 1
        else { return }
        try set(item, Item.parent, ParentLoops.value(parent: parent, previous: previous))
    }

    /// Brings an item to a state; says what the machine allows where it does not allow that.
    package mutating func transition(
        _ entity: EntityID, _ field: FieldDefinition, to state: String
    ) throws {
        guard case .stateMachine(let table) = field.kind else { return }
        let document = try existing(entity)
        let present = document.value(field)?.textValue ?? table.initial
        let target = CanonicalText(state)
        guard table.order.values.contains(target) else {
            let known = table.order.values.map(\.string).joined(separator: ", ")
            throw DomainFailure.invalid(
                "There is no state “\(state)”.", hint: "The states are \(known).")
        }
        let cell = document[field.number]
        let isOpen = (cell?.live.count ?? 0) > 1 || cell?.guarded?.outstanding.isEmpty == false
        guard present != target || isOpen || table.brakes.contains(target) else { return }
        if table.granted.contains(target) {
            throw DomainFailure.asked(
                GrantAsk(
                    "\(field.name):\(state)", of: entity,
                    "From \(present) to \(state) needs a grant."))
        }
        guard table.allows(present, to: target) else {
            let next = table.steps[present, default: []].map(\.string).joined(separator: ", ")
            throw DomainFailure.invalid(
                "From \(present) there is no step to \(state).",
                hint: next.isEmpty ? "Nothing follows \(present)." : "Possible now: \(next).")
        }
        let value = Value.text(target)
        try emit(
            Operation(
                .transition, target: try creation(of: document), field: field.number,
                value: value.canonicalBytes,
                supersedes: document.supersedable(CellAddress(field.number), value, field.kind)))
    }

    /// Archives: hides from lists, keeps for ever, and counts only for what is known here now.
    package mutating func archive(_ entity: EntityID) throws {
        let document = try existing(entity)
        guard !ArchiveClash.isArchived(document) else { return }
        try set(entity, SharedFields.archived, ArchiveClash.archiving(document))
    }

    package mutating func unarchive(_ entity: EntityID) throws {
        guard ArchiveClash.isAsked(try existing(entity)) else { return }
        try set(entity, SharedFields.archived, ArchiveClash.live)
    }

    /// States a relation between two items; stating it again is harmless.
    @discardableResult
    package mutating func link(
        _ kind: String, from source: EntityID, to target: EntityID, reason: String? = nil
    ) throws -> EntityID {
        guard source != target else {
            throw DomainFailure.invalid("An item cannot be linked with itself.")
        }
        _ = try existing(source)
        _ = try existing(target)
        let id = DerivedIdentifier.edge(kind, from: source, to: target)
        if try document(id) == nil {
            try create(.edge, id)
            try set(id, Edge.source, .entity(source))
            try set(id, Edge.target, .entity(target))
            try set(id, Edge.kind, .text(kind))
        }
        try add(id, Edge.presence, .flag(true))
        if let reason { try set(id, Edge.reason, .text(reason)) }
        return id
    }

    package mutating func unlink(_ edge: EntityID) throws {
        try remove(edge, Edge.presence, .flag(true))
    }
}
