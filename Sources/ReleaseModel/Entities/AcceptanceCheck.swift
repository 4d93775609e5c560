internal import Causality
package import Lattice

/// One of an item's acceptance checks, as it is read now.
package struct AcceptanceCheck: Hashable, Sendable {
    package let key: [UInt8]
    package let text: String
    package let isDone: Bool

    /// The checks of an item in the order in which they were added; one without a text is no check.
    package static func all(of item: Document) -> [AcceptanceCheck] {
        item.keys(Item.acceptance).compactMap { key in
            guard
                let text = item.value(Item.acceptance, key: key, Item.acceptanceText)?.textValue
            else { return nil }
            let done = item.value(Item.acceptance, key: key, Item.acceptanceDone)?.textValue
            return AcceptanceCheck(key: key, text: text.string, isDone: done == "yes")
        }
    }
}
