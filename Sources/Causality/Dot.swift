/// The name of one change: which stream (or branch of a forked stream), and its number there.
package struct Dot: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let stream: StreamID
    /// Counts from 1 without gaps.
    package let sequence: UInt64

    package init(_ stream: StreamID, _ sequence: UInt64) {
        self.stream = stream
        self.sequence = sequence
    }

    package var description: String { "\(stream.description.prefix(8))@\(sequence)" }

    /// What dictionaries and sets ask for.
    package func _rawHashValue(seed: Int) -> Int {
        let name = NameHash.begun(stream.high, stream.low, seed: seed)
        return NameHash.ended(NameHash.going(on: name, sequence, 0))
    }

    package static func < (left: Dot, right: Dot) -> Bool {
        left.stream != right.stream ? left.stream < right.stream : left.sequence < right.sequence
    }
}
