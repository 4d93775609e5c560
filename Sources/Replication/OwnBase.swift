internal import Causality

/// What the next own change hangs on.
struct OwnBase {
    let stream: StreamID
    /// The name of the stream, or of its branch once it is known to be forked.
    let branch: StreamID
    let head: Head
    let effective: UInt64
}
