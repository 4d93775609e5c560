package import Causality

/// What is known of a stored run without reading its bytes.
package struct RunOutline: Hashable, Sendable {
    /// How many runs the store held with this one: its place in the order of arrival.
    package let count: UInt64
    package let stream: StreamID
    package let first: UInt64
    package let last: UInt64
    package let previous: Link
    package let link: Link
    /// The effective stamp of the last change.
    package let effective: UInt64
    /// The length of the encoded run in bytes.
    package let length: Int

    package init(
        count: UInt64, stream: StreamID, first: UInt64, last: UInt64, previous: Link, link: Link,
        effective: UInt64, length: Int
    ) {
        self.count = count
        self.stream = stream
        self.first = first
        self.last = last
        self.previous = previous
        self.link = link
        self.effective = effective
        self.length = length
    }

    package var entry: VectorEntry { VectorEntry(stream, last, link) }
}
