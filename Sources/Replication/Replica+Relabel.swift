internal import Causality
internal import GRDB
internal import History
internal import SQLiteStorage

extension Replica {
    /// Gives unsealed changes of a stream that this device cannot seal a place in its own stream.
    ///
    /// A database that was carried to another machine holds changes which the old device's key alone
    /// could seal. They were never sent, so they may still be renamed; whatever they name among
    /// themselves is renamed with them.
    func relabel(
        _ unsealed: [LocalChange], into stream: StreamID, _ history: SQLiteHistory
    ) throws -> OwnBase {
        var names: [Dot: Dot] = [:]
        for (index, local) in unsealed.enumerated() {
            names[local.change.dot] = Dot(stream, UInt64(index + 1))
        }
        if let last = unsealed.last {
            try history.discardUnsealed(through: last.change.dot.sequence)
        }
        var head = Head(0, .origin)
        var effective: UInt64 = 0
        let dependencies = try history.heads(after: 0, except: stream)
        for (index, local) in unsealed.enumerated() {
            var header = local.change.header
            header.stream = stream
            header.sequence = UInt64(index + 1)
            header.dependencies = index == 0 ? dependencies : []
            let change = Change(
                header: header, operations: local.change.operations.map { renamed($0, names) })
            head = Head(header.sequence, Chain.link(after: head.link, change))
            effective = max(local.effective, effective + 1)
            try history.append(
                LocalChange(change: change, link: head.link, effective: effective))
        }
        return OwnBase(stream: stream, branch: stream, head: head, effective: effective)
    }

    private func renamed(_ operation: Operation, _ names: [Dot: Dot]) -> Operation {
        func renamed(_ id: OperationID) -> OperationID {
            names[id.dot].map { OperationID($0, id.index) } ?? id
        }
        var copy = operation
        copy.target = renamed(operation.target)
        copy.supersedes = operation.supersedes.map(renamed).sorted()
        return copy
    }
}
