import Causality
import History
import Lattice
import ReleaseModel
import SimulationKit
import Testing

/// Proves S-68 at the fold: what an operation names is judged by what its author knew, on every replica alike.
struct UnknownNameTests {
    private let wall: UInt64 = 1_790_000_000_000
    private let id = EntityID(high: 5, low: 5)

    private func fold(_ changes: [AdmittedChange]) throws -> WorkingSet {
        var working = WorkingSet(InMemoryDocuments())
        for change in changes { try working.apply(change) }
        return working
    }

    @Test func `writing to what one cannot have known is void, whatever arrives first`() throws {
        let tokyo = ModelReplica("tokyo", number: 1)
        let prague = ModelReplica("prague", number: 2)
        let made = try #require(
            try tokyo.edit(at: wall) { draft in
                try draft.create(.item, id)
                try draft.set(id, Item.title, .text("made"))
            })
        let guess = prague.write(
            at: wall + 9,
            [
                Operation(
                    .write, target: OperationID(made.dot, 0), field: Item.title.number,
                    value: Value.text("guessed").canonicalBytes)
            ])
        var documents: [Document?] = []
        for order in [[made, guess], [guess, made]] {
            var working = try fold(order)
            #expect(working.voids.map(\.reason) == [.unknownToAuthor])
            documents.append(try working.document(id))
        }
        #expect(documents[0]?.title == "made")
        #expect(documents[0] == documents[1])
    }

    @Test func `superseding what one cannot have seen supersedes nothing`() throws {
        let world = ModelWorld()
        let item = try world.shared(.item, "first")
        let seen = try #require(world["prague"][item].shown(Item.title))
        let made = try #require(world["prague"].log.first)
        let unseen = try #require(
            try world.edit("tokyo") { try $0.set(item, Item.title, .text("second")) })
        let blind = world.write(
            "prague",
            [
                Operation(
                    .write, target: OperationID(made.dot, 0), field: Item.title.number,
                    value: Value.text("blind").canonicalBytes,
                    supersedes: [seen.id, OperationID(unseen.dot, 0)].sorted())
            ])
        #expect(world["prague"].voids.map(\.reason) == [.unknownToAuthor])
        for order in [[unseen, blind], [blind, unseen]] {
            var working = try fold([made] + order)
            #expect(try working.document(item)?.title == "second")
        }
    }

    @Test func `what is written after handing out goes on from what was kept`() throws {
        let tokyo = ModelReplica("tokyo", number: 1)
        let made = try #require(
            try tokyo.edit(at: wall) { draft in
                try draft.create(.item, id)
                try draft.set(id, Item.title, .text("made"))
            })
        let sized = try #require(
            try tokyo.edit(at: wall + 1) { try $0.set(id, Item.size, .integer(3)) })
        let documents = InMemoryDocuments()
        var working = WorkingSet(documents)
        try working.apply(made)
        try documents.take(&working)
        #expect(working.touched == [])
        try working.apply(sized)
        #expect(working.touched == [id])
        try documents.take(&working)
        #expect(documents.document(id)?.title == "made")
        #expect(documents.document(id) == tokyo[id])
    }

    @Test func `an archive of before a fork speaks of the branch that its author saw`() {
        let laptop = StreamID(high: 1, low: 1)
        let branch = StreamID(high: 9, low: 9)
        func archive(_ dots: [Dot]) -> [UInt8] {
            let seen = dots.map { dot in
                Value.list([.bytes(dot.stream.bytes), .integer(Int64(dot.sequence))])
            }
            return Value.list([.text("archived"), .list(seen)]).canonicalBytes
        }
        let renamed = ArchiveClash.renamed(archive([Dot(laptop, 4)])) { dot in
            [Dot(branch, dot.sequence), Dot(laptop, 2)]
        }
        #expect(renamed == archive([Dot(laptop, 2), Dot(branch, 4)]))
        let live = ArchiveClash.live.canonicalBytes
        #expect(ArchiveClash.renamed(live) { _ in [] } == live)
    }
}
