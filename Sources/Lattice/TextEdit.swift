package import Causality

/// One edit of a text: a stretch replaced, as counted in the version that its parents make.
package struct TextEdit: Hashable, Sendable {
    package let id: OperationID
    package let effective: UInt64
    package let stamp: HybridTimestamp
    package let author: MemberID
    /// The edits that its author had before him and no other edit followed: a frontier.
    package let parents: [OperationID]
    /// Counts Unicode scalars; out of range means the end.
    package let position: Int
    package let deleteCount: Int
    package let insert: [UInt8]

    package init(
        id: OperationID, effective: UInt64, stamp: HybridTimestamp, author: MemberID,
        parents: [OperationID], position: Int, deleteCount: Int, insert: CanonicalText
    ) {
        self.id = id
        self.effective = effective
        self.stamp = stamp
        self.author = author
        self.parents = parents
        self.position = max(position, 0)
        self.deleteCount = max(deleteCount, 0)
        self.insert = insert.utf8
    }

    /// The order of folds, which extends causality.
    package func foldsBefore(_ other: TextEdit) -> Bool {
        effective != other.effective ? effective < other.effective : id < other.id
    }

    /// The value of a `splice` operation.
    package static func value(
        position: Int, deleteCount: Int, insert: CanonicalText
    ) -> Value {
        .list([.integer(Int64(position)), .integer(Int64(deleteCount)), .text(insert)])
    }
}
