import Causality
import Foundation
import GRDB
import History
import ProcessKit
import SQLiteStorage
import StoreConformance
import Testing

/// A disk of four megabytes, which only root can make; elsewhere the test says why it did not run.
@Suite struct `A full disk` {
    @Test
    func `refuses in one clear line, keeps what was there, and works again with space`() throws {
        let directory = try TemporaryFolder()
        guard try Mount.small(on: directory.path, megabytes: 4) else { return }
        defer { Mount.remove(directory.path) }
        let file = try WorkspaceDatabase(
            path: directory.file(), access: .create, schema: .replica())
        var stream = ScriptedStream(1)
        let first = stream.batch()
        try admit(first, into: file)
        let filler = URL(fileURLWithPath: directory.file("filler"))
        _ = FileManager.default.createFile(atPath: filler.path, contents: nil)
        let handle = try FileHandle(forWritingTo: filler)
        while (try? handle.write(contentsOf: Data(repeating: 1, count: 4_096))) != nil {}
        try handle.close()

        let second = stream.batch()
        var code: StorageError.Code?
        do {
            try admit(second, into: file)
        } catch let error as StorageError {
            code = error.code
        }
        #expect(code == .full)
        #expect(try heads(file) == [first.entry])
        try FileManager.default.removeItem(at: filler)
        try admit(second, into: file)
        #expect(try heads(file) == [second.entry])
    }

    private func admit(_ batch: Batch, into file: WorkspaceDatabase) throws {
        try file.write { database in
            let store = SQLiteHistory(database, workspace: .scripted, coding: RowBatchCoding())
            _ = try Admission.admit(batch, into: store) { _ in true }
        }
    }

    private func heads(_ file: WorkspaceDatabase) throws -> [VectorEntry] {
        try file.read { database in
            try SQLiteHistory(database, workspace: .scripted, coding: RowBatchCoding()).vector()
        }
    }
}
