import Causality
import History

/// The orders in which changes can arrive, each cause before its effects.
enum DeliveryOrders {
    /// All of them; nil where there are more than a limit.
    static func all(_ changes: [AdmittedChange], limit: Int) -> [[AdmittedChange]]? {
        var orders: [[AdmittedChange]] = []
        var path: [AdmittedChange] = []
        func extend(_ vector: VersionVector) -> Bool {
            guard path.count < changes.count else {
                orders.append(path)
                return orders.count <= limit
            }
            for change in changes
            where !vector.covers(change.dot) && TestReplica.isReady(change, at: vector) {
                var next = vector
                next.advance(change.branch, to: change.dot.sequence)
                path.append(change)
                defer { path.removeLast() }
                guard extend(next) else { return false }
            }
            return true
        }
        return extend(VersionVector()) ? orders : nil
    }

    static func random(
        _ changes: [AdmittedChange], _ generator: inout Generator
    ) -> [AdmittedChange] {
        var vector = VersionVector()
        var order: [AdmittedChange] = []
        var waiting = changes
        while !waiting.isEmpty {
            let ready = waiting.indices.filter { TestReplica.isReady(waiting[$0], at: vector) }
            guard !ready.isEmpty else { return order }
            let change = waiting.remove(at: generator.pick(ready))
            vector.advance(change.branch, to: change.dot.sequence)
            order.append(change)
        }
        return order
    }
}
