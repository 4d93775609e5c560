import Causality
import History

extension HistoryStoreConformance {
    static let transactionCases: [HistoryStoreConformance] = [
        HistoryStoreConformance("a transaction that throws leaves nothing of itself") { store in
            var tokyo = ScriptedStream(1)
            var own = ScriptedStream(2)
            try admit(tokyo.batch(), into: store)
            try store.set([1], named: "cursor")
            let before = try store.position()
            do {
                try store.transaction {
                    var recife = ScriptedStream(3)
                    try admit(tokyo.batch(), into: store)
                    try admit(recife.batch(), into: store)
                    try store.mint(own.birth)
                    try write(1, by: &own, into: store)
                    try store.set([2], named: "cursor")
                    throw Interruption()
                }
            } catch is Interruption {}
            try Promise.keep(try store.position(), is: before, "the position is back")
            try Promise.keep(try store.streams(), is: [tokyo.stream], "and the streams")
            try Promise.keep(try store.lineage(of: tokyo.stream)?.length, is: 1, "and lineages")
            try Promise.keep(try store.birth(of: own.stream) == nil, "and births")
            try Promise.keep(try store.unsealed().isEmpty, "and own changes")
            try Promise.keep(try store.value(named: "cursor"), is: [1], "and values")
        },
        HistoryStoreConformance("a store works on after a transaction that threw") { store in
            var tokyo = ScriptedStream(1)
            let batch = tokyo.batch()
            do {
                try store.transaction {
                    try admit(batch, into: store)
                    throw Interruption()
                }
            } catch is Interruption {}
            try admit(batch, into: store)
            try Promise.keep(try store.vector(), is: [tokyo.head], "admitted the second time")
        },
        HistoryStoreConformance("an inner transaction is undone alone") { store in
            try store.transaction {
                try store.set([1], named: "outer")
                do {
                    try store.transaction {
                        try store.set([2], named: "inner")
                        throw Interruption()
                    }
                } catch is Interruption {}
            }
            try Promise.keep(try store.value(named: "outer"), is: [1], "the outer one stays")
            try Promise.keep(try store.value(named: "inner") == nil, "the inner one does not")
        },
        HistoryStoreConformance("an append that no segment ends with is refused") { store in
            var tokyo = ScriptedStream(1)
            let batch = tokyo.batch()
            let isRefused =
                (try? store.append(
                    batch, raisedStamps: [:], lineage: Lineage(stream: tokyo.stream))) == nil
            try Promise.keep(isRefused, "it contradicts its lineage")
            try Promise.keep(try store.position(), is: .start, "nothing was stored")
        },
    ]
}
