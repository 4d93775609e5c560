package import Causality

/// Why bytes from outside were refused, or why a value has no encoding.
///
/// Each case is a code for logs and for `Protocol/vectors`; nothing in it is text from the sender.
package enum WireError: Error, Equatable, Sendable {
    /// Some field is not what the grammar says.
    case malformed(CanonicalError)
    /// The bytes mean something, but another encoding of the same is the only one allowed.
    case notCanonical
    /// The first byte names a version of the batch layout that this software does not have.
    case unknownLayout(UInt8)
    /// Something is longer than its limit; nothing was allocated.
    case tooLong(Int, limit: Int)
    /// Compressed bytes claim to hold more than any honest batch of their length does.
    case inflation(Int, from: Int)
    /// The compressed bytes are not one zstd frame of the declared length.
    case badCompression
    /// A value cannot be written: it breaks an invariant of its own type.
    case unencodable(Unencodable)
    /// A frame without so much as a type.
    case emptyFrame
    /// A message type that must be understood is not known here.
    case unknownMessage(UInt8)

    package enum Unencodable: Equatable, Sendable {
        /// A batch without its changes, or without any.
        case noChanges
        /// Changes that do not follow each other, or not the outline of their batch.
        case brokenRun
        /// A batch that does not end where its seal does.
        case unsealedTail
        /// References or dependencies that are not ascending.
        case unordered
        /// A number above the limit of its field.
        case outOfRange
        /// The library failed to compress.
        case compression
    }
}
