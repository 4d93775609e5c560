import Causality
import History

extension HistoryStoreConformance {
    static let ownChangeCases: [HistoryStoreConformance] = [
        HistoryStoreConformance("own changes wait unsealed, in order, without gaps") { store in
            var own = ScriptedStream(1)
            let locals = try write(3, by: &own, into: store)
            try Promise.keep(try store.unsealed(), is: locals, "as they were written")
            try Promise.keep(try store.newestUnsealed(), is: locals.last, "the newest")
            let rows = locals.map {
                UnsealedRow(sequence: $0.change.header.sequence, change: $0.change, link: $0.link)
            }
            try Promise.keep(try store.unsealedRows(), is: rows, "each by itself")
            try Promise.keep(try store.vector().isEmpty, "none of it is told to anyone")
            var gap = own
            _ = gap.write()
            let change = gap.write()
            let beyond = LocalChange(change: change, link: gap.tip.link, effective: 1)
            let isRefused = (try? store.append(beyond)) == nil
            try Promise.keep(isRefused, "a gap is refused")
        },
        HistoryStoreConformance("sealing turns them into a run that others admit") { store in
            var own = ScriptedStream(1)
            try store.mint(own.birth)
            try write(3, by: &own, into: store)
            let batches = try Sealing.seal(in: store, key: own.key, birth: own.birth)
            try Promise.keep(batches.map(\.entry), is: [own.head], "one seal for all")
            try Promise.keep(try store.unsealed().isEmpty, "none is left")
            try Promise.keep(try store.newestUnsealed() == nil, "none is newest")
            try Promise.keep(try store.vector(), is: [own.head], "they are held as sealed")
            try write(2, by: &own, into: store)
            let more = try Sealing.seal(in: store, key: own.key, birth: own.birth)
            try Promise.keep(more.map(\.first), is: [4], "the next run follows")
            try Promise.keep(
                try Sealing.seal(in: store, key: own.key, birth: own.birth).isEmpty,
                "nothing is sealed twice")
            let other = InMemoryHistory(workspace: store.workspace, coding: store.coding)
            for run in try store.runs(after: 0, byteLimit: .max) {
                try admit(run.batch, into: other)
            }
            try Promise.keep(try other.logDigest(), is: try store.logDigest(), "equal logs")
        },
        HistoryStoreConformance("part of the own changes can be taken out") { store in
            var own = ScriptedStream(1)
            let locals = try write(4, by: &own, into: store)
            try store.discardUnsealed(through: 2)
            try Promise.keep(try store.unsealed(), is: Array(locals.suffix(2)), "the later two")
            try store.discardUnsealed(through: 2)
            try Promise.keep(try store.unsealed().count, is: 2, "again changes nothing")
        },
        HistoryStoreConformance("small values are named, replaced and removed") { store in
            try Promise.keep(try store.value(named: "cursor") == nil, "not there")
            try store.set([1, 2], named: "cursor")
            try store.set([3], named: "epoch")
            try store.set([], named: "cursor")
            try Promise.keep(try store.value(named: "cursor"), is: [], "empty is a value")
            try Promise.keep(try store.names(), is: ["cursor", "epoch"], "both names")
            try store.set(nil, named: "cursor")
            try Promise.keep(try store.value(named: "cursor") == nil, "removed")
            try Promise.keep(try store.value(named: "epoch"), is: [3], "the other stays")
        },
    ]

    @discardableResult
    static func write(
        _ count: Int, by own: inout ScriptedStream, into store: any HistoryStore
    ) throws -> [LocalChange] {
        try (0..<count).map { _ in
            let change = own.write()
            let local = LocalChange(
                change: change, link: own.tip.link, effective: change.header.stamp.raw)
            try store.append(local)
            return local
        }
    }
}
