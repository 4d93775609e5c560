import Causality
import Lattice

/// Somebody who writes operations by hand in a test, each with the next number and stamp.
struct Author {
    let stream: StreamID
    private var sequence: UInt64 = 0

    init(_ number: UInt64) { stream = StreamID(high: 0, low: number) }

    static let field = CellAddress(FieldSample.number)

    /// Makes an operation; the stamp orders siblings, and the fold too.
    mutating func operation(
        _ verb: UInt8, _ value: Value? = nil, over supersedes: [OperationID] = [], at stamp: UInt64,
        address: CellAddress = field, granted: Bool = false
    ) -> FoldedOperation {
        sequence += 1
        return FoldedOperation(
            id: OperationID(stream, sequence, 0), effective: stamp,
            stamp: HybridTimestamp(raw: stamp), author: MemberID(high: 0, low: stream.low),
            verb: verb, address: address, value: value?.canonicalBytes ?? [],
            supersedes: Stretch(supersedes.sorted()), granted: granted)
    }

    mutating func splice(
        _ position: Int, _ count: Int, _ insert: String, over parents: [FoldedOperation] = [],
        at stamp: UInt64
    ) -> FoldedOperation {
        let value = TextEdit.value(
            position: position, deleteCount: count, insert: CanonicalText(insert))
        return operation(CellVerb.splice, value, over: parents.map(\.id), at: stamp)
    }
}
