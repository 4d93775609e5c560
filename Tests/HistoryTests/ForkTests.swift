import Causality
import History
import StoreConformance
import Testing

@Suite struct `Forks of a stream` {
    /// A device copied twice: after change 2, and one copy again after its change 4.
    private static func copiedTwice() -> [Batch] {
        var laptop = ScriptedStream(1)
        let shared = laptop.batch(of: 3)
        var copy = laptop
        copy.flavour = 9
        let own = laptop.batch(of: 2)
        var second = laptop
        second.flavour = 5
        let further = laptop.batch(of: 2)
        let copied = copy.batch(of: 3)
        let secondly = second.batch()
        return [shared, own, further, copied, secondly]
    }

    @Test func `names follow from the changes held, whatever the order of arrival`() throws {
        let batches = Self.copiedTwice()
        var oracle = NaiveLog()
        for batch in batches { oracle.add(batch) }
        var lineages: Set<Lineage> = []
        for order in Arrival.everyOrder(of: batches) {
            let store = InMemoryHistory(workspace: .scripted)
            try Arrival.deliver(order, into: store)
            let admitted = try Arrival.admitted(store)
            #expect(admitted.count == 11)
            #expect(Set(admitted) == oracle.admitted)
            #expect(try store.vector() == oracle.heads)
            if let lineage = try store.lineage(of: batches[0].stream) { lineages.insert(lineage) }
        }
        #expect(lineages.count == 1)
        #expect(lineages.first?.leaves.count == 3)
    }

    @Test func `a copy that went its way inside a batch is cut where it parted`() throws {
        var laptop = ScriptedStream(2)
        let first = laptop.write()
        var copy = laptop
        copy.flavour = 1
        let rest = [laptop.write(), laptop.write()]
        let whole = laptop.sealed([first] + rest, after: Head(0, .origin))
        let copied = copy.sealed([first, copy.write(), copy.write()], after: Head(0, .origin))
        var oracle = NaiveLog()
        oracle.add(whole)
        oracle.add(copied)
        for order in Arrival.everyOrder(of: [whole, copied]) {
            let store = InMemoryHistory(workspace: .scripted)
            let outcomes = try Arrival.deliver(order, into: store)
            guard case .admitted(let novel, let position, let fork?) = outcomes.last else {
                Issue.record("the second batch shows the fork: \(outcomes)")
                continue
            }
            #expect(novel.map(\.change.header.sequence) == [2, 3])
            #expect(position.count == 2)
            #expect(fork.after.sequence == 1)
            #expect(fork.branches.count == 2)
            #expect(fork.renaming?.source == whole.stream)
            #expect(Set(try Arrival.admitted(store)) == oracle.admitted)
        }
    }

    @Test func `a stream forked at its very first change has no change under its own name`() throws
    {
        var laptop = ScriptedStream(3)
        var copy = laptop
        copy.flavour = 1
        let batches = [laptop.batch(of: 2), copy.batch()]
        var oracle = NaiveLog()
        for batch in batches { oracle.add(batch) }
        for order in Arrival.everyOrder(of: batches) {
            let store = InMemoryHistory(workspace: .scripted)
            try Arrival.deliver(order, into: store)
            let lineage = try #require(try store.lineage(of: laptop.stream))
            #expect(lineage.segments.first?.tip == Head(0, .origin))
            #expect(lineage.leaves.count == 2)
            #expect(Set(try Arrival.admitted(store)) == oracle.admitted)
            #expect(try store.vector() == oracle.heads)
        }
    }

    @Test func `a third branch at a known parting takes nobody else's name`() throws {
        var one = ScriptedStream(4)
        let shared = one.batch()
        var two = one
        var three = one
        two.flavour = 2
        three.flavour = 3
        let ways = [one.batch(), two.batch(of: 2), three.batch()]
        let store = InMemoryHistory(workspace: .scripted)
        let outcomes = try Arrival.deliver([shared] + ways, into: store)
        guard case .admitted(_, _, let last?) = outcomes.last else {
            Issue.record("the third way is a fork too")
            return
        }
        #expect(last.renaming == nil)
        #expect(last.branches.count == 3)
        let named = ways.map { way in
            Lineage.branchName(
                of: way.stream,
                startingAt: Chain.link(after: way.previous, way.changes?[0] ?? one.write()))
        }
        #expect(last.branches == named.sorted())
    }

    @Test func `a peer is offered the branch that it lacks and no other`() throws {
        let batches = Self.copiedTwice()
        let full = InMemoryHistory(workspace: .scripted)
        try Arrival.deliver(batches, into: full)
        for left in batches.indices.dropFirst() {
            let part = InMemoryHistory(workspace: .scripted)
            var some = batches
            some.remove(at: left)
            try Arrival.deliver(some, into: part)
            let offered = try full.missing(from: try part.vector()).map(\.entry)
            #expect(offered.contains(batches[left].entry))
            for outline in try full.missing(from: try part.vector()) {
                let run = try #require(try full.run(at: outline.count))
                _ = try Admission.admit(run.batch, into: part) { _ in true }
            }
            #expect(try part.logDigest() == full.logDigest())
            #expect(try full.missing(from: try part.vector()).isEmpty)
        }
    }
}
