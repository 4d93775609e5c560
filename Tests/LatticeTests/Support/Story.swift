import Causality
import Lattice

/// A small history of one entity: its operations in an order that respects causality.
struct Story {
    struct Step {
        let operation: FoldedOperation
        /// The places of all operations that its author had seen.
        let past: Set<Int>
    }

    static let entity = EntityID(high: 1, low: 2)

    let kind: FieldKind?
    var steps: [Step] = []

    var operations: [FoldedOperation] { steps.map(\.operation) }

    /// Folds some of the operations, in the order of the story.
    func document(of places: Set<Int>? = nil) -> Document {
        var document = Document(id: Self.entity)
        for (place, step) in steps.enumerated() where places?.contains(place) ?? true {
            document.apply(step.operation, kind: kind)
        }
        return document
    }

    /// What somebody has seen who holds these operations.
    func vector(of places: Set<Int>) -> VersionVector {
        var vector = VersionVector()
        for place in places {
            let dot = steps[place].operation.id.dot
            vector.advance(dot.stream, to: dot.sequence)
        }
        return vector
    }

    /// Folds the operations in every order in which causes come before effects.
    ///
    /// Orders share the documents of their common beginnings.
    func forEachDelivery(_ visit: (Document) -> Void) {
        deliver(Document(id: Self.entity), done: [], visit)
    }

    private func deliver(_ document: Document, done: Set<Int>, _ visit: (Document) -> Void) {
        guard done.count < steps.count else { return visit(document) }
        for (place, step) in steps.enumerated()
        where !done.contains(place) && step.past.isSubset(of: done) {
            var next = document
            next.apply(step.operation, kind: kind)
            deliver(next, done: done.union([place]), visit)
        }
    }
}
