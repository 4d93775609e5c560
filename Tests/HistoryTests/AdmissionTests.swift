import Causality
import History
import StoreConformance
import Testing

@Suite struct `Admission of a batch` {
    private let store = InMemoryHistory(workspace: .scripted)

    private func admit(_ batch: Batch) throws -> AdmissionOutcome {
        try Admission.admit(batch, into: store) { _ in true }
    }

    @Test func `a stream's changes are admitted once, and again are a duplicate`() throws {
        var tokyo = ScriptedStream(1)
        let batch = tokyo.batch(of: 3)
        guard case .admitted(let changes, let position, nil) = try admit(batch) else {
            Issue.record("a good batch is admitted")
            return
        }
        #expect(changes.map(\.dot.sequence) == [1, 2, 3])
        #expect(changes.map(\.branch) == [tokyo.stream, tokyo.stream, tokyo.stream])
        #expect(position.count == 1)
        #expect(try admit(batch) == .duplicate)
        #expect(try store.position() == position)
        #expect(try store.vector() == [tokyo.head])
    }

    @Test func `a batch that overlaps is cut to its novel tail under the same seal`() throws {
        var tokyo = ScriptedStream(1)
        let changes = [tokyo.write(), tokyo.write(), tokyo.write(), tokyo.write()]
        let start = Head(0, .origin)
        let early = tokyo.sealed(Array(changes.prefix(2)), after: start)
        let whole = tokyo.sealed(changes, after: start)
        _ = try admit(early)
        guard case .admitted(let novel, _, nil) = try admit(whole) else {
            Issue.record("the tail is novel")
            return
        }
        #expect(novel.map(\.dot.sequence) == [3, 4])
        let stored = try #require(try store.run(at: 2)?.batch)
        #expect(stored.first == 3)
        #expect(stored.previous == early.link)
        #expect(stored.seal == whole.seal)
        #expect(stored.birth == nil)
        #expect(try store.coding.changes(of: stored) == Array(changes.suffix(2)))
    }

    @Test func `a further genuine seal of held changes is kept`() throws {
        var tokyo = ScriptedStream(1)
        let changes = [tokyo.write(), tokyo.write(), tokyo.write()]
        let start = Head(0, .origin)
        _ = try admit(tokyo.sealed(changes, after: start))
        let middle = tokyo.sealed(Array(changes.prefix(2)), after: start)
        #expect(try admit(middle) == .duplicate)
        #expect(try admit(middle) == .duplicate)
        #expect(try store.seals(of: tokyo.stream) == [middle.seal])
    }

    @Test func `what hangs on unknown changes waits for them`() throws {
        var tokyo = ScriptedStream(1)
        let first = tokyo.batch(of: 2)
        let second = tokyo.batch()
        #expect(try admit(second) == .missing([first.entry]))
        _ = try admit(first)
        guard case .admitted = try admit(second) else {
            Issue.record("now it hangs on something")
            return
        }
    }

    @Test func `dependencies are held first, and by link`() throws {
        var tokyo = ScriptedStream(1)
        var recife = ScriptedStream(2)
        let seen = tokyo.batch(of: 2)
        let later = recife.batch(of: 1, after: [seen.entry])
        let ghost = VectorEntry(tokyo.stream, 1, seen.link)
        #expect(try admit(later) == .missing([seen.entry]))
        _ = try admit(seen)
        guard case .admitted = try admit(later) else {
            Issue.record("its dependency is held")
            return
        }
        let wrong = recife.batch(of: 1, after: [ghost])
        #expect(try admit(wrong) == .missing([ghost]))
        let inner = VectorEntry(
            tokyo.stream, 1,
            Chain.link(after: .origin, try #require(seen.changes?.first)))
        var prague = ScriptedStream(3)
        guard case .admitted = try admit(prague.batch(of: 1, after: [inner])) else {
            Issue.record("a change inside a run is held too")
            return
        }
    }

    @Test func `effective stamps extend causality over clocks that lie`() throws {
        var future = ScriptedStream(1)
        future.stamp = 1 << 50
        var past = ScriptedStream(2)
        past.stamp = 5
        let ahead = future.batch(of: 2)
        let behind = past.batch(of: 3, after: [ahead.entry])
        _ = try admit(ahead)
        guard case .admitted(let changes, _, _) = try admit(behind) else {
            Issue.record("a wrong clock is no reason to refuse")
            return
        }
        let top: UInt64 = 1 << 50 + 1
        #expect(changes.map(\.effective) == [top + 1, top + 2, top + 3])
        #expect(try store.run(at: 2)?.raisedStamps == [1: top + 1, 2: top + 2, 3: top + 3])
        #expect(try store.run(at: 1)?.raisedStamps == [:])
    }

    @Test func `a seal by another key stops the stream`() throws {
        var tokyo = ScriptedStream(1)
        let changes = [tokyo.write()]
        let forged = ScriptedStream(2).seal(tokyo.tip)
        let batch = try #require(
            Batch(changes, after: .origin, seal: forged, birth: tokyo.birth))
        #expect(try admit(batch) == .refused(.badSeal))
        #expect(try store.streams().isEmpty)
    }

    @Test func `a forged fork closes nobody's stream`() throws {
        var tokyo = ScriptedStream(1)
        let shared = tokyo.batch()
        _ = try admit(shared)
        let forger = ScriptedStream(2)
        var fake = tokyo
        fake.flavour = 66
        let change = fake.write()
        let batch = try #require(
            Batch([change], after: shared.link, seal: forger.seal(fake.tip), birth: nil))
        #expect(try admit(batch) == .refused(.badSeal))
        #expect(try store.lineage(of: tokyo.stream)?.isForked == false)
    }

    @Test func `a name that does not follow from its key stops the stream`() throws {
        var tokyo = ScriptedStream(1)
        let good = tokyo.batch()
        let other = ScriptedStream(2)
        let batch = Batch(
            stream: good.stream, first: 1, last: 1, previous: .origin, link: good.link,
            seal: good.seal, birth: other.birth, changes: good.changes, encoded: nil)
        #expect(try admit(batch) == .refused(.wrongStreamName))
    }

    @Test func `a key that was never enrolled stops the stream`() throws {
        var tokyo = ScriptedStream(1)
        let outcome = try Admission.admit(tokyo.batch(), into: store) { key in
            key != tokyo.key.publicKey
        }
        #expect(outcome == .refused(.notEnrolled))
    }

    @Test func `a first change without its birth is malformed`() throws {
        var tokyo = ScriptedStream(1)
        let good = tokyo.batch()
        let batch = Batch(
            stream: good.stream, first: 1, last: 1, previous: .origin, link: good.link,
            seal: good.seal, birth: nil, changes: good.changes, encoded: nil)
        #expect(try admit(batch) == .refused(.malformed))
    }

    @Test func `a link that was skipped is malformed`() throws {
        var tokyo = ScriptedStream(1)
        let start = tokyo.tip
        let changes = [tokyo.write(), tokyo.write(), tokyo.write()]
        let whole = tokyo.sealed(changes, after: start)
        for dropped in changes.indices {
            var some = changes
            some.remove(at: dropped)
            let batch = Batch(
                stream: whole.stream, first: 1, last: 3, previous: .origin, link: whole.link,
                seal: whole.seal, birth: whole.birth, changes: some, encoded: nil)
            #expect(try admit(batch) == .refused(.malformed))
        }
        var altered = changes
        altered[1] = Change(
            header: changes[1].header,
            operations: [Operation(.retract, target: OperationID(tokyo.stream, 1, 0), field: 1)])
        let batch = Batch(
            stream: whole.stream, first: 1, last: 3, previous: .origin, link: whole.link,
            seal: whole.seal, birth: whole.birth, changes: altered, encoded: nil)
        #expect(try admit(batch) == .refused(.malformed))
    }

    @Test func `a withheld body leaves the chain whole`() throws {
        var tokyo = ScriptedStream(1)
        let start = tokyo.tip
        var changes = [tokyo.write(), tokyo.write()]
        let whole = tokyo.sealed(changes, after: start)
        changes[0] = Change(
            header: changes[0].header,
            body: .withheld(Hash.of(.body, changes[0].body.canonicalBytes ?? [])))
        let batch = Batch(
            stream: whole.stream, first: 1, last: 2, previous: .origin, link: whole.link,
            seal: whole.seal, birth: whole.birth, changes: changes, encoded: nil)
        guard case .admitted(let admitted, _, _) = try admit(batch) else {
            Issue.record("the hash stands for the bytes")
            return
        }
        #expect(admitted[0].change.operations.isEmpty)
        #expect(try store.vector() == [tokyo.head])
    }

    @Test func `dependencies in disorder, or on the own stream, are malformed`() throws {
        var tokyo = ScriptedStream(1)
        let own = tokyo.batch()
        _ = try admit(own)
        #expect(try admit(tokyo.batch(of: 1, after: [own.entry])) == .refused(.malformed))
    }
}
