/// One line of a version vector, a dependency list or a cut, as it is exchanged and hashed.
///
/// Here `stream` is always the stream that was sealed, never the name of a branch: a forked stream
/// simply has several entries, told apart by their links, so nobody needs to know of a fork to read one.
package struct VectorEntry: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let stream: StreamID
    package let head: Head

    package init(_ stream: StreamID, _ head: Head) {
        self.stream = stream
        self.head = head
    }

    package init(_ stream: StreamID, _ sequence: UInt64, _ link: Link) {
        self.init(stream, Head(sequence, link))
    }

    package var sequence: UInt64 { head.sequence }
    package var link: Link { head.link }

    package var description: String { "\(stream.description.prefix(8))@\(sequence)" }

    package static func < (left: VectorEntry, right: VectorEntry) -> Bool {
        left.stream != right.stream ? left.stream < right.stream : left.head < right.head
    }
}
