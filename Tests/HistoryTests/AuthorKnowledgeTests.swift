import Causality
import History
import StoreConformance
import Testing

/// Proves S-68 and S-69.
///
/// Two copies of a laptop go their ways after change 1; Recife knows the first, Prague the second, and
/// both name the laptop's change 2.
@Suite struct `Names in a forked stream` {
    private let store = InMemoryHistory(workspace: .scripted)
    private let laptop: StreamID
    private let ways: [Batch]
    private let readers: [Batch]

    init() throws {
        var laptop = ScriptedStream(1)
        let shared = laptop.batch()
        var copy = laptop
        copy.flavour = 1
        let ways = [laptop.batch(of: 3), copy.batch(of: 2)]
        var recife = ScriptedStream(2)
        var prague = ScriptedStream(3)
        var tokyo = ScriptedStream(4)
        let direct = [
            recife.batch(of: 2, after: [ways[0].entry]),
            prague.batch(of: 2, after: [ways[1].entry]),
        ]
        let indirect = tokyo.batch(of: 1, after: [direct[1].entry])
        self.laptop = laptop.stream
        self.ways = ways
        readers = direct + [indirect]
        for batch in [shared] + ways + readers {
            _ = try Admission.admit(batch, into: store) { _ in true }
        }
    }

    /// The knowledge after every change of the store, as a fold makes them.
    private func knowledge() throws -> AuthorKnowledge {
        var knowledge = AuthorKnowledge(try ForkedStreams(in: store))
        for change in try Arrival.admitted(store) { try knowledge.enter(change) { _ in nil } }
        return knowledge
    }

    private func change(_ batch: Batch) throws -> AdmittedChange {
        try #require(Arrival.admitted(store).last { $0.link == batch.link })
    }

    private func branch(_ way: Batch) throws -> StreamID {
        let first = try #require(way.changes?.first)
        return Lineage.branchName(
            of: laptop, startingAt: Chain.link(after: way.previous, first))
    }

    private func meaning(_ sequence: UInt64, in batch: Batch) throws -> StreamID? {
        let id = OperationID(laptop, sequence, 0)
        return try knowledge().meaning(of: id, by: 0, in: try change(batch))?.dot.stream
    }

    @Test func `mean the branch that their author had seen`() throws {
        #expect(try meaning(2, in: readers[0]) == (try branch(ways[0])))
        #expect(try meaning(2, in: readers[1]) == (try branch(ways[1])))
        #expect(try meaning(1, in: readers[0]) == laptop)
    }

    @Test func `mean the author's own branch in the forked stream itself`() throws {
        for way in ways {
            #expect(try meaning(2, in: way) == (try branch(way)))
            #expect(try meaning(1, in: way) == laptop)
        }
    }

    @Test func `mean nothing where their author cannot have known what bears them`() throws {
        // The third change of one way is the end of what Recife saw; Tokyo named Prague alone.
        #expect(try meaning(4, in: readers[0]) != nil)
        #expect(try meaning(5, in: readers[0]) == nil)
        #expect(try meaning(4, in: readers[1]) == nil)
        #expect(try meaning(1, in: readers[2]) == nil)
        let later = OperationID(readers[1].stream, 2, 0)
        let all = try knowledge()
        #expect(all.meaning(of: later, by: 0, in: try change(readers[2])) == later)
        #expect(all.meaning(of: later, by: 0, in: try change(readers[0])) == nil)
    }

    @Test func `an operation names itself and what comes before it in its change`() throws {
        let own = try change(readers[1])
        let all = try knowledge()
        #expect(all.meaning(of: OperationID(own.dot, 3), by: 3, in: own) != nil)
        #expect(all.meaning(of: OperationID(own.dot, 4), by: 3, in: own) == nil)
        let next = OperationID(Dot(own.branch, own.dot.sequence + 1), 0)
        #expect(all.meaning(of: next, by: 3, in: own) == nil)
    }

    @Test func `a path leads through all that a branch continues`() throws {
        let forks = try ForkedStreams(in: store)
        #expect(!forks.isEmpty)
        let path = try knowledge().path(to: Dot(laptop, 3), seenBy: try change(readers[0]))
        #expect(path == [Dot(try branch(ways[0]), 3), Dot(laptop, 1)])
    }

    @Test func `mean nothing where nothing that was seen fits`() throws {
        let lineage = try #require(try store.lineage(of: laptop))
        #expect(lineage.resolve(laptop, 9, seen: [:]) == nil)
        #expect(lineage.resolve(laptop, 2, seen: [:]) == nil)
        #expect(lineage.resolve(ScriptedStream(9).stream, 2, seen: [laptop: 5]) == nil)
    }
}
