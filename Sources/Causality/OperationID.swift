/// The name of one operation: its change, and its place in that change counted from 0.
package struct OperationID: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let dot: Dot
    package let index: UInt32

    package init(_ dot: Dot, _ index: UInt32) {
        self.dot = dot
        self.index = index
    }

    package init(_ stream: StreamID, _ sequence: UInt64, _ index: UInt32) {
        self.init(Dot(stream, sequence), index)
    }

    package var description: String { "\(dot).\(index)" }

    /// What dictionaries and sets ask for.
    package func _rawHashValue(seed: Int) -> Int {
        let stream = NameHash.begun(dot.stream.high, dot.stream.low, seed: seed)
        return NameHash.ended(NameHash.going(on: stream, dot.sequence, UInt64(index)))
    }

    package static func < (left: OperationID, right: OperationID) -> Bool {
        left.dot != right.dot ? left.dot < right.dot : left.index < right.index
    }
}
