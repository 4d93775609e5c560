import Causality
import History
import StoreConformance
import Testing

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

    private func change(_ batch: Batch) throws -> AdmittedChange {
        try #require(
            Arrival.admitted(store).last { $0.change.header.stream == batch.stream })
    }

    private func branch(_ way: Batch) throws -> StreamID {
        let first = try #require(way.changes?.first)
        return Lineage.branchName(
            of: laptop, startingAt: Chain.link(after: way.previous, first))
    }

    @Test func `mean the branch that their author had seen`() throws {
        let lineage = try #require(try store.lineage(of: laptop))
        let seen = try SeenBranches(of: lineage, in: store)
        let two = OperationID(laptop, 2, 0)
        let one = OperationID(laptop, 1, 0)
        #expect(seen.branch(of: two, in: try change(readers[0])) == (try branch(ways[0])))
        #expect(seen.branch(of: two, in: try change(readers[1])) == (try branch(ways[1])))
        #expect(seen.branch(of: two, in: try change(readers[2])) == (try branch(ways[1])))
        #expect(seen.branch(of: one, in: try change(readers[0])) == laptop)
    }

    @Test func `mean the author's own branch in the forked stream itself`() throws {
        let lineage = try #require(try store.lineage(of: laptop))
        let seen = try SeenBranches(of: lineage, in: store)
        for way in ways {
            let own = try #require(
                Arrival.admitted(store).last { $0.link == way.link })
            let named = seen.branch(of: OperationID(laptop, 2, 0), in: own)
            #expect(named == (try branch(way)))
        }
    }

    @Test func `mean nothing where nothing that was seen fits`() throws {
        let lineage = try #require(try store.lineage(of: laptop))
        #expect(lineage.resolve(laptop, 9, seen: [:]) == nil)
        #expect(lineage.resolve(laptop, 2, seen: [:]) == nil)
        #expect(lineage.resolve(ScriptedStream(9).stream, 2, seen: [laptop: 5]) == nil)
    }
}
