import Causality
import History

extension HistoryStoreConformance {
    static let streamCases: [HistoryStoreConformance] = [
        HistoryStoreConformance("streams, births and lineages are found by name") { store in
            var scripted = (1...5).map { ScriptedStream($0) }
            for index in scripted.indices {
                try admit(scripted[index].batch(of: index + 1), into: store)
            }
            let ordered = scripted.sorted { $0.stream < $1.stream }
            try Promise.keep(try store.streams(), is: ordered.map(\.stream), "ascending")
            try Promise.keep(try store.vector(), is: ordered.map(\.head), "one head each")
            for stream in ordered {
                try Promise.keep(try store.birth(of: stream.stream), is: stream.birth, "birth")
                let lineage = try Promise.unwrap(
                    try store.lineage(of: stream.stream), "a lineage")
                try Promise.keep(lineage.heads, is: [stream.head], "its head")
                try Promise.keep(try store.lineages().contains(lineage), "among all")
            }
            let stranger = ScriptedStream(99)
            try Promise.keep(try store.birth(of: stranger.stream) == nil, "no such birth")
            try Promise.keep(try store.lineage(of: stranger.stream) == nil, "no such lineage")
        },
        HistoryStoreConformance("a minted stream is named before it holds anything") { store in
            let own = ScriptedStream(1)
            try store.mint(own.birth)
            try Promise.keep(try store.birth(of: own.stream), is: own.birth, "its birth")
            try Promise.keep(try store.streams().isEmpty, "nothing of it is held")
        },
        HistoryStoreConformance("a fork's branches survive being stored") { store in
            var laptop = ScriptedStream(1)
            let shared = laptop.batch(of: 2)
            var copy = laptop
            copy.flavour = 1
            let own = laptop.batch(of: 3)
            var third = laptop
            third.flavour = 2
            let batches = [shared, own, laptop.batch(), copy.batch(of: 2), third.batch(of: 4)]
            let twin = InMemoryHistory(workspace: store.workspace)
            for batch in batches {
                try admit(batch, into: store)
                try admit(batch, into: twin)
                try Promise.keep(
                    try store.lineage(of: laptop.stream), is: try twin.lineage(of: laptop.stream),
                    "the lineage as the twin has it")
            }
            try Promise.keep(try store.vector().count, is: 3, "three heads")
            try Promise.keep(try store.logDigest(), is: try twin.logDigest(), "one digest")
            try Promise.keep(try store.lineages(), is: try twin.lineages(), "all lineages")
        },
        HistoryStoreConformance("further seals are kept once, and the runs' own not at all") {
            store in
            var tokyo = ScriptedStream(1)
            let changes = [tokyo.write(), tokyo.write(), tokyo.write()]
            let whole = tokyo.sealed(changes, after: Head(0, .origin))
            let early = tokyo.sealed(Array(changes.prefix(1)), after: Head(0, .origin))
            try admit(whole, into: store)
            try store.keep(whole.seal, of: tokyo.stream)
            try store.keep(early.seal, of: tokyo.stream)
            try store.keep(early.seal, of: tokyo.stream)
            try Promise.keep(try store.seals(of: tokyo.stream), is: [early.seal], "one further")
            try Promise.keep(try store.seals(of: ScriptedStream(2).stream), is: [], "none")
        },
        HistoryStoreConformance("new heads are those that came after a position") { store in
            var tokyo = ScriptedStream(1)
            var recife = ScriptedStream(2)
            var prague = ScriptedStream(3)
            try admit(tokyo.batch(), into: store)
            try admit(recife.batch(), into: store)
            let before = try store.position().count
            try admit(prague.batch(), into: store)
            try admit(recife.batch(), into: store)
            try admit(recife.batch(), into: store)
            try Promise.keep(
                try store.heads(after: before, except: prague.stream), is: [recife.head],
                "only the newest of others")
            try Promise.keep(
                try store.heads(after: before, except: nil),
                is: [recife.head, prague.head].sorted(),
                "or of all")
        },
    ]
}
