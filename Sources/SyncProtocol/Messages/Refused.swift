package import Causality
package import History

/// Says that a batch will never be admitted; only its own stream stops.
package struct Refused: Hashable, Sendable {
    package let stream: StreamID
    /// The first sequence of the batch.
    package let sequence: UInt64
    package let reason: Refusal

    package init(stream: StreamID, sequence: UInt64, reason: Refusal) {
        self.stream = stream
        self.sequence = sequence
        self.reason = reason
    }
}
