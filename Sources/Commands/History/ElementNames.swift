internal import Causality
internal import History
internal import Lattice
internal import ReleaseModel

/// What to call the elements of keyed maps in the log: a check by its words, an attribute by its name.
///
/// The log is read from its end: who drops a check is met before those who ticked it, and tells the
/// words that the check had.
struct ElementNames {
    private var dropped: [EntityID: [[UInt8]: String]] = [:]

    /// The element that an operation writes to; nil where it writes to none, or its value names it.
    func name(of operation: Operation, in document: Document?) -> String? {
        switch (document?.entityKind, operation.field) {
        case (_, SharedFields.attributes.number):
            return String(decoding: operation.key, as: UTF8.self)
        case (.item, Item.acceptance.number):
            guard let document, operation.subfield != Item.acceptanceText.number else { return nil }
            let present = document.value(
                Item.acceptance, key: operation.key, Item.acceptanceText)?.string
            return present ?? dropped[document.id]?[operation.key]
        default: return nil
        }
    }

    /// Takes notice of the words of a check that goes.
    mutating func note(_ write: WriteText, _ operation: Operation, of thing: EntityID) {
        guard case .removed(let words) = write.content, operation.verb == .retract,
            operation.field == Item.acceptance.number,
            operation.subfield == Item.acceptanceText.number
        else { return }
        dropped[thing, default: [:]][operation.key] = words
    }
}
