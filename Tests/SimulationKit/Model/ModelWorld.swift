package import Causality
package import History
package import Lattice
package import ReleaseModel

/// Several replicas in memory that edit apart and meet; every meeting is judged over many orders of delivery.
package final class ModelWorld {
    package private(set) var replicas: [ModelReplica] = []
    private var generator: SplitMix64
    private var wall: UInt64 = 1_790_000_000_000
    private var named: UInt64 = 0

    package init(_ names: [String] = ["tokyo", "recife", "prague"], seed: UInt64 = 1) {
        generator = SplitMix64(seed: seed)
        for (place, name) in names.enumerated() {
            replicas.append(ModelReplica(name, number: UInt64(place) + 1))
        }
    }

    package subscript(name: String) -> ModelReplica {
        replicas.first { Array($0.name.utf8) == Array(name.utf8) } ?? replicas[0]
    }

    package func below(_ limit: Int) -> Int { generator.below(limit) }
    package func chance(_ percent: Int) -> Bool { generator.chance(percent) }
    package func pick<Element>(_ elements: [Element]) -> Element { generator.pick(elements) }

    package func newID() -> EntityID {
        named += 1
        return EntityID(high: generator.next(), low: named)
    }

    /// An edit by one replica, a second after the one before.
    @discardableResult
    package func edit(
        _ name: String, _ command: (inout Draft) throws -> Void
    ) throws -> AdmittedChange? {
        wall += 1000
        return try self[name].edit(at: wall, command)
    }

    @discardableResult
    package func write(_ name: String, _ operations: [Operation]) -> AdmittedChange {
        wall += 1000
        return self[name].write(at: wall, operations)
    }

    /// A thing that everybody knows from the start.
    package func shared(
        _ kind: EntityKind, _ title: String,
        _ more: (inout Draft, EntityID) throws -> Void = { _, _ in }
    ) throws -> EntityID {
        let id = newID()
        try edit(replicas[0].name) { draft in
            try draft.create(kind, id)
            try draft.set(id, Schema.of(kind).title, .text(title))
            try more(&draft, id)
        }
        exchange()
        return id
    }

    /// Everybody tells everybody everything.
    package func exchange() {
        for target in replicas {
            for source in generator.shuffled(replicas) where source !== target {
                for change in source.log { target.deliver(change) }
            }
        }
        // What was told before its causes came is told again.
        for target in replicas {
            for source in replicas { for change in source.log { target.deliver(change) } }
        }
    }

    /// Lets all meet; returns the cards, and in words what anybody reads otherwise than the first, be it on
    /// a replica or in an order of delivery: in every order where there are at most so many, else in as
    /// many at random.
    package func meeting(orders: Int) -> (cards: [Card], differences: [String]) {
        exchange()
        let first = replicas[0]
        var differences: [String] = []
        for replica in replicas.dropFirst() {
            if replica.vector != first.vector {
                differences.append("\(replica.name) lacks changes")
            }
            if replica.digest != first.digest {
                differences.append("\(replica.name) reads another state")
            }
            if replica.cards != first.cards {
                differences.append("\(replica.name) shows other cards")
            }
        }
        let all = DeliveryOrders.all(first.log, limit: orders)
        let sample =
            all ?? (0..<orders).map { _ in DeliveryOrders.random(first.log, &generator) }
        for order in sample {
            let fresh = ModelReplica("fresh", number: 99)
            let isWhole = order.allSatisfy { fresh.deliver($0) }
            guard isWhole, fresh.digest == first.digest, fresh.cards == first.cards else {
                differences.append("read otherwise in the order \(order.map(\.dot))")
                continue
            }
        }
        return (first.cards, differences)
    }

    /// The state that all agree on.
    package subscript(id: EntityID) -> Document { replicas[0][id] }
}
