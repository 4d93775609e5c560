import Causality
import Foundation
import GRDB
import History
import ProcessKit
import SQLiteStorage
import StoreConformance
import Testing

/// Fifty connections of their own write one stream each, while checkpoints run between them.
@Suite struct `Many writers of one file` {
    @Test(.timeLimit(.minutes(2)))
    func `lose nothing and follow one another`() throws {
        let writers = 50
        let rounds = 4
        let directory = try TemporaryFolder()
        let path = directory.file()
        _ = try WorkspaceDatabase(path: path, access: .create, schema: .replica())
        let failures = Failures()
        DispatchQueue.concurrentPerform(iterations: writers) { index in
            do {
                var stream = ScriptedStream(UInt8(index + 1))
                for round in 0..<rounds {
                    let file = try WorkspaceDatabase(
                        path: path, access: .readWrite, schema: .replica())
                    let batch = stream.batch()
                    try file.write { database in
                        let store = SQLiteHistory(
                            database, workspace: .scripted, coding: RowBatchCoding())
                        _ = try Admission.admit(batch, into: store) { _ in true }
                    }
                    if (index + round) % 5 == 0 { try file.checkpoint() }
                    try file.close()
                }
            } catch {
                failures.add("\(error)")
            }
        }
        #expect(failures.all == [])
        let file = try WorkspaceDatabase(path: path, access: .readWrite, schema: .replica())
        let (count, streams, damage, check) = try file.read { database in
            let store = SQLiteHistory(database, workspace: .scripted, coding: RowBatchCoding())
            return (
                try store.position().count, try store.vector().map(\.sequence),
                try LogVerifier.damage(in: store),
                try String.fetchOne(database, sql: "PRAGMA integrity_check")
            )
        }
        #expect(count == UInt64(writers * rounds))
        #expect(streams == Array(repeating: UInt64(rounds), count: writers))
        #expect(damage == [])
        #expect(check == "ok")
    }
}

/// What went wrong on other threads.
private final class Failures: @unchecked Sendable {
    private let lock = NSLock()
    private var words: [String] = []

    var all: [String] { lock.withLock { words } }

    func add(_ word: String) { lock.withLock { words.append(word) } }
}
