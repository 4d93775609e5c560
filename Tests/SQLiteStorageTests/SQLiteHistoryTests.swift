import Causality
import GRDB
import History
import ProcessKit
import SQLiteStorage
import StoreConformance
import Testing

@Suite struct `The SQLite store` {
    private let directory: TemporaryFolder
    private let file: WorkspaceDatabase

    init() throws {
        directory = try TemporaryFolder()
        file = try WorkspaceDatabase(
            path: directory.file(), access: .create, schema: .replica())
    }

    private func history(_ database: Database) -> SQLiteHistory {
        SQLiteHistory(database, workspace: .scripted, coding: RowBatchCoding())
    }

    @Test(arguments: HistoryStoreConformance.all)
    func `keeps what the port promises`(_ promise: HistoryStoreConformance) throws {
        try file.write { try promise.run(on: history($0)) }
    }

    @Test func `what was written is there when the file is opened again`() throws {
        var tokyo = ScriptedStream(1)
        let batches = [tokyo.batch(of: 3), tokyo.batch(of: 2)]
        for batch in batches {
            try file.write { database in
                _ = try Admission.admit(batch, into: history(database)) { _ in true }
            }
        }
        let position = try file.read { try history($0).position() }
        try file.close()
        let again = try WorkspaceDatabase(
            path: directory.file(), access: .readOnly, schema: .replica())
        #expect(try again.read { try history($0).position() } == position)
        #expect(try again.read { try history($0).vector() } == [tokyo.head])
        #expect(try again.read { try history($0).runs(after: 0, byteLimit: .max) }.count == 2)
    }

    @Test func `a body that throws leaves the file as it was`() throws {
        struct Interruption: Error {}
        var tokyo = ScriptedStream(1)
        let batch = tokyo.batch()
        #expect(throws: Interruption.self) {
            try file.write { database in
                _ = try Admission.admit(batch, into: history(database)) { _ in true }
                throw Interruption()
            }
        }
        #expect(try file.read { try history($0).position() } == .start)
        try file.write { database in
            _ = try Admission.admit(batch, into: history(database)) { _ in true }
        }
        #expect(try file.read { try history($0).vector() } == [tokyo.head])
    }

    @Test func `a file that is left in mid transaction holds the state before it`() throws {
        var tokyo = ScriptedStream(1)
        let first = tokyo.batch()
        let second = tokyo.batch()
        try file.write { database in
            _ = try Admission.admit(first, into: history(database)) { _ in true }
        }
        // Copied while the second transaction is open: what a crash at that moment would leave.
        let copy = directory.file("crashed.sqlite")
        try file.write { database in
            _ = try Admission.admit(second, into: history(database)) { _ in true }
            try FileCopy.copy(directory.file(), to: copy)
        }
        let crashed = try WorkspaceDatabase(
            path: copy, access: .readWrite, schema: .replica())
        #expect(try crashed.read { try history($0).vector() } == [first.entry])
        try crashed.write { database in
            _ = try Admission.admit(second, into: history(database)) { _ in true }
        }
        #expect(try crashed.read { try history($0).vector() } == [tokyo.head])
        #expect(try file.read { try history($0).vector() } == [tokyo.head])
    }
}
