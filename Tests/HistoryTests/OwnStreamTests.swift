import Causality
import History
import StoreConformance
import Testing

@Suite struct `One's own stream` {
    private let store = InMemoryHistory(workspace: .scripted)
    private let own = ScriptedStream(1)

    private func header(_ sequence: UInt64, _ dependencies: [VectorEntry] = []) -> ChangeHeader {
        ChangeHeader(
            stream: own.stream, sequence: sequence, stamp: HybridTimestamp(raw: 10 + sequence),
            author: own.author, dependencies: dependencies)
    }

    @Test func `changes follow each other over a seal`() throws {
        try store.mint(own.birth)
        let start = try OwnStream(own.stream, in: store)
        #expect(start.head == Head(0, .origin))
        let first = try start.write(header(1), [], into: store)
        try Sealing.seal(in: store, key: own.key, birth: own.birth)
        let sealed = try OwnStream(own.stream, in: store)
        #expect(sealed.head == Head(1, first.link))
        #expect(sealed.effective == first.effective)
        let second = try sealed.write(header(2), [], into: store)
        #expect(try OwnStream(own.stream, in: store).head == Head(2, second.link))
        #expect(try OwnStream.contains(VectorEntry(own.stream, 1, first.link), in: store))
        #expect(try OwnStream.contains(VectorEntry(own.stream, 2, second.link), in: store))
        #expect(try !OwnStream.contains(VectorEntry(own.stream, 2, first.link), in: store))
        #expect(throws: HistoryError.outOfOrder) {
            try OwnStream(own.stream, in: store).write(header(2), [], into: store)
        }
    }

    @Test func `a clock that lies behind is lifted above what was seen`() throws {
        var future = ScriptedStream(2)
        future.stamp = 1 << 50
        let ahead = future.batch()
        _ = try Admission.admit(ahead, into: store) { _ in true }
        let local = try OwnStream(own.stream, in: store)
            .write(header(1, [ahead.entry]), [], into: store)
        #expect(local.effective == 1 << 50 + 1)
    }

    @Test func `what a lost key cannot seal moves to the new stream whole`() throws {
        let lost = OperationID(own.stream, 2, 0)
        _ = try OwnStream(own.stream, in: store).write(header(1), [], into: store)
        try Sealing.seal(in: store, key: own.key, birth: own.birth)
        let sealed = try OwnStream(own.stream, in: store).entry
        let create = Operation(.create, target: lost, field: 1)
        _ = try OwnStream(own.stream, in: store).write(header(2), [create], into: store)
        let edit = Operation(
            .write, target: lost, field: 3,
            supersedes: [OperationID(own.stream, 1, 0), OperationID(own.stream, 2, 0)])
        _ = try OwnStream(own.stream, in: store).write(header(3), [edit], into: store)

        let fresh = ScriptedStream(9)
        let moved = try Relabelling.relabel(in: store, to: fresh.birth)
        #expect(moved.map(\.change.dot) == [Dot(fresh.stream, 1), Dot(fresh.stream, 2)])
        #expect(moved[0].change.header.dependencies == [sealed])
        #expect(moved[0].change.operations[0].target == OperationID(fresh.stream, 1, 0))
        #expect(moved[1].change.operations[0].target == OperationID(fresh.stream, 1, 0))
        #expect(
            Set(moved[1].change.operations[0].supersedes)
                == [OperationID(own.stream, 1, 0), OperationID(fresh.stream, 1, 0)])
        let batches = try Sealing.seal(in: store, key: fresh.key, birth: fresh.birth)
        let other = InMemoryHistory(workspace: .scripted)
        for run in try store.runs(after: 0, byteLimit: .max) {
            _ = try Admission.admit(run.batch, into: other) { _ in true }
        }
        #expect(batches.count == 1)
        #expect(try other.vector() == store.vector())
    }

    @Test func `one more than fits a batch makes two`() throws {
        var scripted = own
        let count = Limits.changesPerBatchMax + 1
        _ = try Writing.write(count, by: &scripted, into: store)
        let batches = try Sealing.seal(in: store, key: own.key, birth: own.birth)
        #expect(batches.map { $0.last - $0.first + 1 } == [UInt64(Limits.changesPerBatchMax), 1])
        #expect(try store.vector() == [scripted.head])
    }
}

private enum Writing {
    static func write(
        _ count: Int, by own: inout ScriptedStream, into store: InMemoryHistory
    ) throws -> Int {
        for _ in 0..<count {
            let change = own.write()
            try store.append(
                LocalChange(change: change, link: own.tip.link, effective: 1))
        }
        return try store.unsealed().count
    }
}
