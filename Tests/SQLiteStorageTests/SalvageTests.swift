import Causality
import Foundation
import GRDB
import History
import ProcessKit
import SQLiteStorage
import StoreConformance
import Testing

@Suite struct `Salvage of a damaged file` {
    private let directory: TemporaryFolder
    private let hub = InMemoryHistory(workspace: .scripted)
    private let own: ScriptedStream
    private let digest: Link
    /// The two changes that are not sealed yet.
    private let locals: [LocalChange]

    /// A replica that wrote, was answered by Recife, and wrote on; two changes are not sealed yet.
    init() throws {
        directory = try TemporaryFolder()
        var own = ScriptedStream(1)
        var recife = ScriptedStream(2)
        var batches: [Batch] = []
        for _ in 0..<6 {
            batches.append(own.batch(of: 3, after: recife.tip.sequence > 0 ? [recife.head] : []))
            batches.append(recife.batch(of: 2, after: [own.head]))
        }
        let file = try WorkspaceDatabase(
            path: directory.file(), access: .create, schema: .replica())
        var locals: [LocalChange] = []
        for _ in 0..<2 {
            let change = own.write()
            locals.append(LocalChange(change: change, link: own.tip.link, effective: 9_000))
        }
        self.locals = locals
        try file.write { [locals] database in
            let store = SQLiteHistory(
                database, workspace: .scripted, coding: RowBatchCoding())
            for batch in batches { _ = try Admission.admit(batch, into: store) { _ in true } }
            for local in locals { try store.append(local) }
            try store.set([7], named: "cursor")
        }
        for batch in batches { _ = try Admission.admit(batch, into: hub) { _ in true } }
        self.own = own
        digest = try hub.logDigest()
        try file.checkpoint()
        try file.close()
    }

    private func salvage(_ path: String, into target: InMemoryHistory) throws -> LogSalvage.Outcome
    {
        let file = try WorkspaceDatabase(path: path, access: .readOnly, schema: .replica())
        return try file.read { database in
            let store = SQLiteHistory(
                database, workspace: .scripted, coding: RowBatchCoding())
            return try LogSalvage.salvage(store, into: target)
        }
    }

    private func refill(_ target: InMemoryHistory) throws {
        for outline in try hub.missing(from: try target.vector()) {
            guard let run = try hub.run(at: outline.count) else { continue }
            _ = try Admission.admit(run.batch, into: target) { _ in true }
        }
    }

    @Test func `a whole file is carried over whole, twice without harm`() throws {
        let target = InMemoryHistory(workspace: .scripted)
        let outcome = try salvage(directory.file(), into: target)
        #expect(outcome.carried == 12)
        #expect(outcome.isComplete && outcome.lost.isEmpty)
        #expect(try target.logDigest() == digest)
        #expect(try target.unsealed().count == 2)
        #expect(try target.value(named: "cursor") == [7])
        #expect(try salvage(directory.file(), into: target).held == 12)
    }

    @Test func `what hangs on a lost run comes over once the hub has sent it again`() throws {
        let file = try WorkspaceDatabase(
            path: directory.file(), access: .readWrite, schema: .replica())
        try file.write {
            try $0.execute(sql: "UPDATE run SET bytes = zeroblob(length) WHERE position = 5")
            try $0.execute(sql: "UPDATE run SET last = last + 7, link = hash WHERE position = 2")
            try $0.execute(sql: "DELETE FROM lineage")
        }
        try file.close()
        let target = InMemoryHistory(workspace: .scripted)
        let first = try salvage(directory.file(), into: target)
        #expect(first.lost == [5])
        #expect(first.carried == 4)
        #expect(!first.isComplete)
        guard let run = try hub.run(at: 5) else { return }
        _ = try Admission.admit(run.batch, into: target) { _ in true }
        let second = try salvage(directory.file(), into: target)
        #expect(second.isComplete)
        #expect(try target.logDigest() == digest)
        #expect(try target.newestUnsealed()?.link == own.tip.link)
    }

    /// Own changes 19, 20 and 21, never sent, of which one row is damaged.
    private func withThreeOwn(_ damage: String) throws {
        let file = try WorkspaceDatabase(
            path: directory.file(), access: .readWrite, schema: .replica())
        try file.write { database in
            let store = SQLiteHistory(
                database, workspace: .scripted, coding: RowBatchCoding())
            var own = own
            let change = own.write()
            try store.append(LocalChange(change: change, link: own.tip.link, effective: 9_001))
            try database.execute(sql: "UPDATE unsealed SET \(damage)")
        }
        try file.close()
    }

    @Test(arguments: zip([19, 20, 21], [[], [19], [19, 20]] as [[UInt64]]))
    func `one broken own change is lost alone`(_ broken: UInt64, _ before: [UInt64]) throws {
        for bytes in ["zeroblob(length(row))", "substr(row, 1, 8)", "zeroblob(0)"] {
            try withThreeOwn("row = \(bytes) WHERE sequence = \(broken)")
            let target = InMemoryHistory(workspace: .scripted)
            let outcome = try salvage(directory.file(), into: target)
            #expect(outcome.isComplete && outcome.lostOwn == [broken])
            #expect(try target.unsealed().map(\.change.header.sequence) == before)
            #expect(outcome.loose.map(\.header.sequence) == [19, 20, 21].filter { $0 > broken })
            #expect(outcome.heldOwn == broken - 1)
            try takeThirdBack()
        }
    }

    @Test func `a broken link is healed by the change after it, or by the anchor`() throws {
        try withThreeOwn("link = zeroblob(32)")
        let target = InMemoryHistory(workspace: .scripted)
        // Nothing bears out what only broken links name.
        #expect(try salvage(directory.file(), into: target).lostOwn == [19, 20, 21])
        try takeThirdBack()
        try withThreeOwn("link = zeroblob(32) WHERE sequence = 20")
        let healed = InMemoryHistory(workspace: .scripted)
        #expect(try salvage(directory.file(), into: healed).lostOwn.isEmpty)
        #expect(try healed.unsealed().map(\.change.header.sequence) == [19, 20, 21])
        try takeThirdBack()
        try withThreeOwn("link = zeroblob(32) WHERE sequence = 21")
        let end = try #require(try healed.newestUnsealed())
        let file = try WorkspaceDatabase(
            path: directory.file(), access: .readOnly, schema: .replica())
        for (anchor, lost) in [(nil, [21]), (VectorEntry(own.stream, 21, end.link), [])]
            as [(
                VectorEntry?, [UInt64]
            )]
        {
            let outcome = try file.read { database in
                try LogSalvage.salvage(
                    SQLiteHistory(database, workspace: .scripted, coding: RowBatchCoding()),
                    into: InMemoryHistory(workspace: .scripted), anchored: anchor)
            }
            #expect(outcome.lostOwn == lost)
        }
    }

    /// Brings the two own changes of the beginning back as they were.
    private func takeThirdBack() throws {
        let file = try WorkspaceDatabase(
            path: directory.file(), access: .readWrite, schema: .replica())
        try file.write { database in
            let store = SQLiteHistory(
                database, workspace: .scripted, coding: RowBatchCoding())
            try database.execute(sql: "DELETE FROM unsealed")
            for local in locals { try store.append(local) }
        }
        try file.close()
    }

    @Test func `after any flipped bits salvage and hub together lose nothing`() throws {
        let clean = try Data(contentsOf: URL(fileURLWithPath: directory.file()))
        for trial in 0..<60 {
            var bytes = clean
            for step in 0..<3 {
                // Past the first page: without it SQLite does not take the file for its own.
                let position = 4_096 + (trial * 7_919 + step * 104_729) % (bytes.count - 4_096)
                bytes[bytes.startIndex + position] ^= UInt8(1 << (trial % 8))
            }
            let path = directory.file("flipped-\(trial).sqlite")
            try bytes.write(to: URL(fileURLWithPath: path))
            let target = InMemoryHistory(workspace: .scripted)
            // Where the list of tables itself is hit nothing opens, and the hub alone fills the new file.
            let isReadable = (try? salvage(path, into: target)) != nil
            try refill(target)
            if isReadable { #expect(try salvage(path, into: target).isComplete) }
            #expect(try target.logDigest() == digest)
            try FileManager.default.removeItem(atPath: path)
        }
    }
}
