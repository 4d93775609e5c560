internal import Causality
internal import Lattice
internal import ReleaseModel
internal import Replication

/// Finds what people mean by what they type: also `me`, and what a merged thing stands for.
struct ThingFinder {
    private let view: ReplicaView

    init(_ view: ReplicaView) { self.view = view }

    /// The one thing of these kinds that a text names, under its own name.
    func find(_ text: String, _ kinds: [EntityKind]) throws -> EntityID {
        if kinds == [.person], text == "me" { return try me() }
        return try EntityFinder(view).find(text, kinds)
    }

    /// The thing that stands for another since the two were merged; itself where they were not.
    func survivor(of id: EntityID) throws -> EntityID {
        guard try view.document(id)?.value(SharedFields.mergedInto)?.entityValue != nil else {
            return id
        }
        return Aliases(try chain(from: id)).resolve(id)
    }

    private func me() throws -> EntityID {
        let member = try view.member()
        return EntityID(high: member.high, low: member.low)
    }

    /// All that the reading of one alias can depend on.
    private func chain(from id: EntityID) throws -> [Document] {
        var chain: [Document] = []
        var seen: Set<EntityID> = []
        var next: EntityID? = id
        while let place = next, seen.insert(place).inserted, let document = try view.document(place)
        {
            chain.append(document)
            next = document.value(SharedFields.mergedInto)?.entityValue
        }
        return chain
    }
}
