/// Why a batch is not admitted, ever: the closed set of what stops a stream.
///
/// An invalid change is no such reason; it is admitted, void, and shown to its author.
package enum Refusal: UInt8, Error, Hashable, Sendable, CaseIterable {
    /// Its sequences, links or fields contradict each other or the limits.
    case malformed = 1
    /// The seal was not made by the key that the stream is named after.
    case badSeal = 2
    /// The stream's name does not follow from its key and nonce.
    case wrongStreamName = 3
    /// The key that the stream is named after was never enrolled in the workspace.
    case notEnrolled = 4
    /// It holds more changes or bytes than a batch may.
    case tooLarge = 5
    /// The device used up what the hub allows it.
    case overQuota = 6
}
