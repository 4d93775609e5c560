package import Causality
package import Lattice

/// A text as somebody opened it: what he read, and the edits that made it.
///
/// What he saves is compared with this and written as a branch of it, so that whatever arrived
/// meanwhile is merged with it instead of overwritten.
package struct TextBase: Hashable, Sendable {
    package let text: CanonicalText
    let frontier: [OperationID]

    package init(_ document: Document, _ field: FieldDefinition) {
        text = document.text(field)
        frontier = document.liveIDs(at: CellAddress(field.number))
    }
}
