package import Causality
package import Lattice

/// One of the values between which a card asks people to choose.
package struct CardOption: Hashable, Sendable {
    /// What bears the value: cards about several things show a value of each.
    package let subject: EntityID
    package let operation: OperationID
    /// The value as the write has it: nobody looks at most of the cards that a week apart makes.
    private let bytes: [UInt8]
    package let author: MemberID
    package let stamp: HybridTimestamp
    package let isInForce: Bool

    package init(_ write: Write, of subject: EntityID, isInForce: Bool) {
        self.subject = subject
        operation = write.id
        bytes = write.bytes
        author = write.author
        stamp = write.stamp
        self.isInForce = isInForce
    }

    package var value: Value { (try? Value(canonicalBytes: bytes)) ?? .none }

    /// Options in the order in which people are offered them: the latest first, as each replica reads the
    /// writers' clocks.
    ///
    /// Names would give the same order everywhere too, but one that tells people nothing.
    package static func offered(
        _ writes: [Write], of subject: EntityID, isInForce: (Write) -> Bool
    ) -> [CardOption] {
        var options = writes.map {
            CardOption($0, of: subject, isInForce: isInForce($0))
        }
        options.sort { ($1.stamp, $1.operation) < ($0.stamp, $0.operation) }
        return options
    }

    /// Writes in the order of their options.
    package static func offered(_ writes: [Write]) -> [Write] {
        writes.sorted { $1.losesTo($0) }
    }
}
