package import Causality

/// The values of a safety register from the safest to the boldest.
///
/// A value that the order does not know counts as safest of all: it may be a newer brake.
package struct SafetyOrder: Hashable, Sendable {
    package let values: [CanonicalText]

    package init(_ values: [CanonicalText]) { self.values = values }

    /// Counts from 1 at the safest known value; an unknown value is 0.
    ///
    /// A composite, such as a value with its reason, ranks as its first part.
    package func rank(of value: Value) -> Int {
        guard let text = value.leadingText, let place = values.firstIndex(of: text)
        else { return 0 }
        return place + 1
    }

    package func isSafer(_ value: Value, than other: Value) -> Bool {
        rank(of: value) < rank(of: other)
    }
}
