import Causality
import Foundation
import GRDB
import History
import ProcessKit
import SQLiteStorage
import SimulationKit
import StoreConformance
import Testing

@Suite struct `A damaged log` {
    private let directory: TemporaryFolder
    private let batches: [Batch]

    init() throws {
        directory = try TemporaryFolder()
        var tokyo = ScriptedStream(1)
        var recife = ScriptedStream(2)
        recife.stamp = 5
        var batches = [tokyo.batch(of: 4)]
        batches.append(recife.batch(of: 3, after: [tokyo.head]))
        batches.append(tokyo.batch(of: 2, after: [recife.head]))
        batches.append(recife.batch(of: 2))
        self.batches = batches
        let file = try WorkspaceDatabase(
            path: directory.file(), access: .create, schema: .replica())
        try file.write { database in
            for batch in batches {
                _ = try Admission.admit(batch, into: history(database)) { _ in true }
            }
        }
        try file.checkpoint()
        try file.close()
    }

    private func history(_ database: Database) -> SQLiteHistory {
        SQLiteHistory(database, workspace: .scripted, coding: RowBatchCoding())
    }

    private func open() throws -> WorkspaceDatabase {
        try WorkspaceDatabase(path: directory.file(), access: .readWrite, schema: .replica())
    }

    private func damage(_ file: WorkspaceDatabase) throws -> [LogDamage] {
        try file.read { try LogVerifier.damage(in: history($0)) }
    }

    @Test func `is none where nothing happened`() throws {
        #expect(try damage(open()) == [])
    }

    @Test(arguments: [
        "bytes", "link", "previous", "seal", "hash", "raised",
    ])
    func `in any column of a run is found in that run`(_ column: String) throws {
        let file = try open()
        try file.write { database in
            let value = try Row.fetchOne(
                database, sql: "SELECT \(column) FROM run WHERE position = 2")
            var bytes = try #require(value?[0] as Data?)
            bytes[bytes.startIndex + bytes.count / 2] ^= 4
            try database.execute(
                sql: "UPDATE run SET \(column) = ? WHERE position = 2", arguments: [bytes])
        }
        let found = try damage(file)
        #expect(found.contains { $0.outline?.count == 2 })
    }

    @Test(arguments: ["first", "last", "effective"])
    func `in any number of a run is found`(_ column: String) throws {
        let file = try open()
        try file.write {
            try $0.execute(sql: "UPDATE run SET \(column) = \(column) + 1 WHERE position = 2")
        }
        #expect(try damage(file).contains { $0.outline?.count == 2 })
    }

    @Test func `a run that vanished is missed`() throws {
        let file = try open()
        try file.write { try $0.execute(sql: "DELETE FROM run WHERE position = 2") }
        #expect(try damage(file).contains(.runAbsent(2)))
    }

    @Test func `a lineage that contradicts the runs is found`() throws {
        let file = try open()
        try file.write {
            try $0.execute(sql: "UPDATE lineage SET tip_effective = tip_effective + 1")
        }
        #expect(
            try Set(damage(file)).isSuperset(
                of: Set(batches.map { LogDamage.lineageWrong($0.stream) })))
    }

    /// Bits anywhere in the file, as a disk flips them: what then still reads as whole is whole.
    @Test func `no flipped bit of the file changes what is read unnoticed`() throws {
        let clean = try Data(contentsOf: URL(fileURLWithPath: directory.file()))
        let expected = try contents(open())
        var generator = SplitMix64(seed: 0x5eed)
        var noticed = 0
        for trial in 0..<300 {
            var bytes = clean
            let position = generator.below(bytes.count)
            bytes[bytes.startIndex + position] ^= UInt8(1 << generator.below(8))
            let path = directory.file("flipped-\(trial).sqlite")
            try bytes.write(to: URL(fileURLWithPath: path))
            defer { try? FileManager.default.removeItem(atPath: path) }
            do {
                let file = try WorkspaceDatabase(
                    path: path, access: .readOnly, schema: .replica())
                let found = try damage(file)
                let read = try? contents(file)
                if found.isEmpty {
                    #expect(read == expected, "byte \(position) changed what is read")
                } else {
                    noticed += 1
                }
            } catch {
                noticed += 1
            }
        }
        #expect(noticed > 30)
    }

    private func contents(_ file: WorkspaceDatabase) throws -> [AdmittedChange] {
        try file.read { database in
            let store = history(database)
            var reader = LogReader(store)
            return try store.runs(after: 0, byteLimit: .max).flatMap {
                try reader.changes(of: $0)
            }
        }
    }
}
