package import Causality
package import Lattice

/// One of the values between which a card asks people to choose.
package struct CardOption: Hashable, Sendable {
    package let operation: OperationID
    package let value: Value
    package let author: MemberID
    package let stamp: HybridTimestamp
    package let isInForce: Bool

    package init(_ write: Write, isInForce: Bool) {
        operation = write.id
        value = write.value
        author = write.author
        stamp = write.stamp
        self.isInForce = isInForce
    }
}
