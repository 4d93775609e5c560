package import Causality

/// One operation as the fold hands it to a document: named, ordered, and judged as far as history can.
///
/// References are resolved already: every id bears the name of the branch on which it lies.
package struct FoldedOperation: Hashable, Sendable {
    package var id: OperationID
    package var effective: UInt64
    package var stamp: HybridTimestamp
    package var author: MemberID
    /// One of `CellVerb`, or a newer version's.
    package var verb: UInt8
    package var address: CellAddress
    /// Canonical bytes of a `Value`; for `create` the sixteen bytes of the entity's id.
    package var value: [UInt8]
    /// Ascending.
    package var supersedes: Stretch<OperationID>
    /// Says whether a grant carries it.
    package var granted: Bool

    package init(
        id: OperationID, effective: UInt64, stamp: HybridTimestamp, author: MemberID, verb: UInt8,
        address: CellAddress, value: [UInt8] = [], supersedes: Stretch<OperationID> = [],
        granted: Bool = false
    ) {
        self.id = id
        self.effective = effective
        self.stamp = stamp
        self.author = author
        self.verb = verb
        self.address = address
        self.value = value
        self.supersedes = supersedes
        self.granted = granted
    }

    /// The write of bytes that are known to be the canonical form of a value.
    func write(canonical bytes: [UInt8]) -> Write {
        Write(
            id: id, effective: effective, stamp: stamp, author: author, canonical: bytes,
            verb: verb)
    }
}
