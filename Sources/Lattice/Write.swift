package import Causality

/// One operation as a cell remembers it: its name, its place in every order, who made it, and its value.
package struct Write: Hashable, Sendable {
    package let id: OperationID
    /// How it was written (`CellVerb`): an addition and a removal of one element differ in nothing else.
    package let verb: UInt8
    /// The effective stamp of its change: orders every fold.
    package let effective: UInt64
    /// The stamp that its author's clock gave: decides among siblings.
    package let stamp: HybridTimestamp
    package let author: MemberID
    /// The canonical bytes of the value, as they came: few of the writes that are stored are ever looked at.
    package let bytes: [UInt8]

    package init(
        id: OperationID, effective: UInt64, stamp: HybridTimestamp, author: MemberID, value: Value,
        verb: UInt8 = CellVerb.write
    ) {
        self.init(
            id: id, effective: effective, stamp: stamp, author: author,
            canonical: value.canonicalBytes, verb: verb)
    }

    /// Takes bytes that are known to be the canonical form of a value (`Value.isCanonical`).
    init(
        id: OperationID, effective: UInt64, stamp: HybridTimestamp, author: MemberID,
        canonical bytes: [UInt8], verb: UInt8
    ) {
        self.id = id
        self.verb = verb
        self.effective = effective
        self.stamp = stamp
        self.author = author
        self.bytes = bytes
    }

    /// The value, made anew with each look at it.
    package var value: Value { (try? Value(canonicalBytes: bytes)) ?? .none }

    /// Says whether two writes left the same value.
    package func hasValue(of other: Write) -> Bool { bytes == other.bytes }

    /// The order of folds: (effective stamp, branch, sequence, operation index).
    ///
    /// It extends causality.
    package func foldsBefore(_ other: Write) -> Bool {
        effective != other.effective ? effective < other.effective : id < other.id
    }

    /// The order among siblings: (stamp, branch, sequence, operation index).
    ///
    /// The last one is shown.
    package func losesTo(_ other: Write) -> Bool {
        #if RAILYARD_BUG_TIE_BREAK  // trips the checker "every delivery order reads as the oracle says"
            return stamp < other.stamp
        #else
            return stamp != other.stamp ? stamp < other.stamp : id < other.id
        #endif
    }
}
