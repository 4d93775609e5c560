import Causality
import History

/// Offers batches to a store in some order, again and again while something is missing.
enum Arrival {
    static func everyOrder<Element>(of elements: [Element]) -> [[Element]] {
        guard elements.count > 1 else { return [elements] }
        return elements.indices.flatMap { index in
            var rest = elements
            let chosen = rest.remove(at: index)
            return everyOrder(of: rest).map { [chosen] + $0 }
        }
    }

    /// Returns the outcomes in the order in which they came to be.
    @discardableResult
    static func deliver(
        _ batches: [Batch], into store: InMemoryHistory
    ) throws -> [AdmissionOutcome] {
        var waiting = batches
        var outcomes: [AdmissionOutcome] = []
        var moved = true
        while moved, !waiting.isEmpty {
            moved = false
            for batch in waiting {
                let outcome = try Admission.admit(batch, into: store) { _ in true }
                outcomes.append(outcome)
                if case .missing = outcome { continue }
                moved = true
                waiting.removeAll { $0 == batch }
            }
        }
        return outcomes
    }

    /// Everything that a store holds, as it would be folded now.
    static func admitted(_ store: any HistoryStore) throws -> [AdmittedChange] {
        var reader = LogReader(store)
        return try store.runs(after: 0, byteLimit: .max).flatMap { try reader.changes(of: $0) }
    }
}
