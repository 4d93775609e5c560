internal import Causality
package import History

/// The orders in which changes can arrive, each cause before its effects.
package enum DeliveryOrders {
    /// All of them; nil where there are more than a limit.
    package static func all(_ changes: [AdmittedChange], limit: Int) -> [[AdmittedChange]]? {
        var orders: [[AdmittedChange]] = []
        var path: [AdmittedChange] = []
        func extend(_ vector: VersionVector) -> Bool {
            guard path.count < changes.count else {
                orders.append(path)
                return orders.count <= limit
            }
            for change in changes
            where !vector.covers(change.dot) && ModelReplica.isReady(change, at: vector) {
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

    package static func random(
        _ changes: [AdmittedChange], _ generator: inout SplitMix64
    ) -> [AdmittedChange] {
        var vector = VersionVector()
        var order: [AdmittedChange] = []
        var waiting = changes
        while !waiting.isEmpty {
            let ready = waiting.indices.filter { ModelReplica.isReady(waiting[$0], at: vector) }
            guard !ready.isEmpty else { return order }
            let change = waiting.remove(at: generator.pick(ready))
            vector.advance(change.branch, to: change.dot.sequence)
            order.append(change)
        }
        return order
    }
}
