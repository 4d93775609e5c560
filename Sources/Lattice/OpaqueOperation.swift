package import Causality

/// An operation that this version cannot fold, kept as it came.
///
/// An upgrade folds the entity anew from its history; until then the operation only counts in digests.
package struct OpaqueOperation: Hashable, Sendable {
    package let id: OperationID
    package let effective: UInt64
    package let verb: UInt8
    package let address: CellAddress
    package let value: [UInt8]
    /// Says that it is not new but wrong: it supersedes nothing and counts nowhere.
    package let isMalformed: Bool

    package init(
        id: OperationID, effective: UInt64, verb: UInt8, address: CellAddress, value: [UInt8],
        isMalformed: Bool
    ) {
        self.id = id
        self.effective = effective
        self.verb = verb
        self.address = address
        self.value = value
        self.isMalformed = isMalformed
    }

    package init(_ operation: FoldedOperation, isMalformed: Bool) {
        self.init(
            id: operation.id, effective: operation.effective, verb: operation.verb,
            address: operation.address, value: operation.value, isMalformed: isMalformed)
    }
}
