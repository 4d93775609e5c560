package import Causality
package import History

/// Lengths of canonical rows, computed without writing them.
///
/// A dictionary lets a kilobyte of columns stand for a gigabyte of rows, so the limits hold for rows too.
package enum RowLength {
    /// The row of an operation without key, value and supersessions, every number in one byte.
    static let operationMin = 25

    package static func of(_ number: UInt64) -> Int {
        (70 - (number | 1).leadingZeroBitCount) / 7
    }

    package static func of(_ id: OperationID) -> Int {
        StreamID.byteCount + of(id.dot.sequence) + of(UInt64(id.index))
    }

    package static func of(_ header: ChangeHeader) -> Int {
        var length = StreamID.byteCount + of(header.sequence) + of(header.stamp.raw)
        length += MemberID.byteCount + of(header.membership) + of(UInt64(header.schemaLevel))
        length += of(UInt64(header.dependencies.count))
        for entry in header.dependencies {
            length += StreamID.byteCount + of(entry.sequence) + Link.byteCount
        }
        return length
    }

    /// The part of an operation that does not depend on what it supersedes.
    static func ofStem(_ operation: Operation) -> Int {
        var length = 2 + of(operation.target)
        length += of(UInt64(operation.field)) + of(UInt64(operation.subfield))
        length += of(UInt64(operation.key.count)) + operation.key.count
        length += of(UInt64(operation.value.count)) + operation.value.count
        return length
    }

    package static func of(_ operation: Operation) -> Int {
        var length = ofStem(operation) + of(UInt64(operation.supersedes.count))
        for id in operation.supersedes { length += of(id) }
        return length
    }

    package static func of(_ body: Body) -> Int {
        switch body {
        case .withheld: Link.byteCount
        case .operations(let operations):
            operations.reduce(of(UInt64(operations.count))) { $0 + of($1) }
        }
    }

    package static func of(_ change: Change) -> Int { of(change.header) + of(change.body) }
}
