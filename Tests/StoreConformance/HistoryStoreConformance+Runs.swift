import Causality
import History

extension HistoryStoreConformance {
    static let runCases: [HistoryStoreConformance] = [
        HistoryStoreConformance("an empty store stands at the start") { store in
            try Promise.keep(try store.position(), is: .start, "nothing arrived")
            try Promise.keep(try store.position(at: 0), is: .start, "0 is always there")
            try Promise.keep(try store.position(at: 1) == nil, "beyond the end is nothing")
            try Promise.keep(try store.streams().isEmpty, "no streams")
            try Promise.keep(try store.lineages().isEmpty, "no lineages")
            try Promise.keep(try store.runs(after: 0, byteLimit: 1).isEmpty, "no runs")
            try Promise.keep(try store.vector().isEmpty, "no heads")
        },
        HistoryStoreConformance("runs come back as they were appended, in their order") { store in
            var tokyo = ScriptedStream(1)
            var recife = ScriptedStream(2)
            let batches = [tokyo.batch(of: 3), recife.batch(), tokyo.batch(of: 2)]
            for batch in batches { try admit(batch, into: store) }
            let runs = try store.runs(after: 0, byteLimit: .max)
            try Promise.keep(runs.map(\.position.count), is: [1, 2, 3], "positions from 1")
            for (run, batch) in zip(runs, batches) {
                try Promise.keep(run.batch.describesSameRun(as: batch), "same run")
                try Promise.keep(
                    try store.coding.changes(of: run.batch), is: batch.changes ?? [],
                    "the changes are in the bytes")
            }
            try Promise.keep(
                try store.runs(after: 2, byteLimit: .max).map(\.batch.entry),
                is: [batches[2].entry], "after means after")
            try Promise.keep(try store.run(at: 2), is: runs[1], "one run")
            try Promise.keep(try store.run(at: 0) == nil, "no run at 0")
            try Promise.keep(try store.run(at: 4) == nil, "no run beyond the end")
        },
        HistoryStoreConformance("a byte limit ends the answer but never empties it") { store in
            var tokyo = ScriptedStream(1)
            for _ in 0..<4 { try admit(tokyo.batch(), into: store) }
            let lengths = try store.outlines(after: 0, limit: 10).map(\.length)
            try Promise.keep(
                try store.runs(after: 0, byteLimit: 0).count, is: 1, "at least one")
            try Promise.keep(
                try store.runs(after: 1, byteLimit: lengths[1] + lengths[2]).count, is: 2,
                "as many as fit")
            try Promise.keep(
                try store.runs(after: 1, byteLimit: lengths[1] + lengths[2] - 1).count, is: 1,
                "not one byte more")
        },
        HistoryStoreConformance("positions hash all that came before") { store in
            var tokyo = ScriptedStream(1)
            var expected = LogPosition.start
            for _ in 0..<3 {
                let batch = tokyo.batch()
                try admit(batch, into: store)
                expected = expected.advanced(by: batch.entry)
                try Promise.keep(try store.position(), is: expected, "the running hash")
                try Promise.keep(
                    try store.position(at: expected.count), is: expected, "and by its count")
            }
        },
        HistoryStoreConformance("outlines find what covers a stretch of one stream") { store in
            var tokyo = ScriptedStream(1)
            var recife = ScriptedStream(2)
            try admit(tokyo.batch(of: 5), into: store)
            try admit(recife.batch(of: 9), into: store)
            try admit(tokyo.batch(of: 1), into: store)
            try admit(tokyo.batch(of: 4), into: store)
            func lasts(_ first: UInt64, _ last: UInt64) throws -> [UInt64] {
                try store.outlines(of: tokyo.stream, from: first, through: last).map(\.last)
            }
            try Promise.keep(try lasts(1, 1), is: [5], "inside a run")
            try Promise.keep(try lasts(5, 6), is: [5, 6], "across two")
            try Promise.keep(try lasts(6, 6), is: [6], "exactly one")
            try Promise.keep(try lasts(7, .max), is: [10], "to the end")
            try Promise.keep(try lasts(11, .max), is: [], "beyond the end")
            try Promise.keep(try lasts(1, .max), is: [5, 6, 10], "all, in order of arrival")
            try Promise.keep(
                try store.outlines(after: 1, limit: 2).map(\.entry.sequence), is: [9, 6],
                "pages of outlines")
        },
        HistoryStoreConformance("raised stamps stay with their run") { store in
            var future = ScriptedStream(1)
            future.stamp = 1 << 40
            var past = ScriptedStream(2)
            let ahead = future.batch()
            try admit(ahead, into: store)
            try admit(past.batch(of: 3, after: [ahead.entry]), into: store)
            let top = UInt64(1) << 40
            try Promise.keep(
                try store.run(at: 2)?.raisedStamps ?? [:],
                is: [1: top + 1, 2: top + 2, 3: top + 3], "all three were raised")
            try Promise.keep(
                try store.outlines(after: 1, limit: 1).first?.effective, is: top + 3,
                "the outline knows the last")
        },
    ]

    /// Admits a batch of a stream that is enrolled; anything but admission breaks the case.
    static func admit(_ batch: Batch, into store: any HistoryStore) throws {
        let outcome = try Admission.admit(batch, into: store) { _ in true }
        guard case .admitted = outcome else {
            throw Promise(description: "a good batch came to \(outcome)")
        }
    }
}
