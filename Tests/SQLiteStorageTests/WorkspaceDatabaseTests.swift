import Foundation
import GRDB
import ProcessKit
import SQLiteStorage
import Testing

@Suite struct `The file of a workspace` {
    private let directory: TemporaryFolder

    init() throws { directory = try TemporaryFolder() }

    private func open(
        _ name: String = "railyard.sqlite", _ access: WorkspaceDatabase.Access = .readWrite,
        schema: WorkspaceSchema = .replica()
    ) throws(StorageError) -> WorkspaceDatabase {
        try WorkspaceDatabase(path: directory.file(name), access: access, schema: schema)
    }

    private func code(
        _ name: String = "railyard.sqlite", _ access: WorkspaceDatabase.Access = .readWrite,
        schema: WorkspaceSchema = .replica()
    ) -> StorageError.Code? {
        do {
            _ = try open(name, access, schema: schema)
            return nil
        } catch {
            #expect(!error.sentence.isEmpty)
            #expect(!error.hint.isEmpty)
            return error.code
        }
    }

    private func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: directory.file(name)))
    }

    @Test func `that is not there is absent, and reading does not make it`() {
        #expect(code("nowhere", .readWrite) == .absent)
        #expect(code("nowhere", .readOnly) == .absent)
        #expect(!FileManager.default.fileExists(atPath: directory.file("nowhere")))
    }

    @Test func `that is something else is left alone`() throws {
        let garbage = [UInt8](repeating: 0x41, count: 4_096)
        try write(garbage, to: "letter.txt")
        #expect(code("letter.txt", .create) == .notADatabase)
        #expect(code("letter.txt", .readOnly) == .notADatabase)
        let after = try Data(contentsOf: URL(fileURLWithPath: directory.file("letter.txt")))
        #expect([UInt8](after) == garbage)
    }

    @Test func `that is empty or a directory is said so`() throws {
        try write([], to: "empty")
        #expect(code("empty") == .notADatabase)
        try FileManager.default.createDirectory(
            atPath: directory.file("folder"), withIntermediateDirectories: false)
        #expect(code("folder") == .notADatabase)
        #expect(code("folder", .create) == .denied)
    }

    @Test func `that belongs to another program, or to the hub, is foreign`() throws {
        let other = try DatabaseQueue(path: directory.file("other.sqlite"))
        try other.write { try $0.execute(sql: "CREATE TABLE thing (id INTEGER)") }
        try other.close()
        #expect(code("other.sqlite", .create) == .foreign)
        _ = try open("hub.sqlite", .create, schema: .hub)
        #expect(code("hub.sqlite", schema: .replica()) == .foreign)
        #expect(code("hub.sqlite", schema: .hub) == nil)
    }

    @Test func `of a newer version is refused and not touched`() throws {
        let newer = WorkspaceSchema.replica(adding: [{ _ in }, { _ in }])
        try open(schema: newer, creating: true).close()
        let before = try Data(contentsOf: URL(fileURLWithPath: directory.file()))
        #expect(code() == .newer)
        #expect(code(access: .readOnly) == .newer)
        #expect(try Data(contentsOf: URL(fileURLWithPath: directory.file())) == before)
        #expect(code(schema: newer) == nil)
    }

    @Test func `of an older version takes the steps that it lacks, once`() throws {
        try open(schema: .replica(), creating: true).close()
        let newer = WorkspaceSchema.replica(adding: [
            { try $0.execute(sql: "CREATE TABLE later (id INTEGER PRIMARY KEY)") }
        ])
        for _ in 0..<2 {
            let file = try open(schema: newer)
            let version = try file.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
            #expect(version == 2)
            let tables = try file.read {
                try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_master WHERE name = 'later'")
            }
            #expect(tables == 1)
            try file.close()
        }
    }

    @Test func `opened for reading refuses to be written`() throws {
        try open(schema: .replica(), creating: true).close()
        let file = try open("railyard.sqlite", .readOnly)
        #expect(throws: StorageError.self) { try file.write { _ in } }
    }

    @Test(.enabled(if: getuid() != 0, "root may write everything"))
    func `that may not be written says so and stays readable`() throws {
        try open(schema: .replica(), creating: true).close()
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o400]
        try FileManager.default.setAttributes(attributes, ofItemAtPath: directory.file())
        let file = try open("railyard.sqlite", .readWrite)
        #expect(throws: StorageError.self) {
            try file.write { try $0.execute(sql: "DELETE FROM named_value") }
        }
    }

    @Test func `is durable, guarded, and never checkpoints by itself`() throws {
        let file = try open(schema: .replica(), creating: true)
        let settings = try file.read { database in
            try [
                "journal_mode", "synchronous", "wal_autocheckpoint", "trusted_schema",
                "cell_size_check",
            ].map { try String.fetchOne(database, sql: "PRAGMA \($0)") ?? "" }
        }
        #expect(settings == ["wal", "2", "0", "0", "1"])
        try put(9000, into: file)
        try file.close()
        #expect(try length() > 9000)
    }

    private func length() throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(
            atPath: directory.file() + "-wal")
        return (attributes[.size] as? Int) ?? 0
    }

    private func put(_ bytes: Int, into file: WorkspaceDatabase) throws {
        try file.write { database in
            try database.execute(
                sql: "INSERT OR REPLACE INTO named_value VALUES ('x', zeroblob(?))",
                arguments: [bytes])
        }
    }

    @Test func `leaves a short log behind, as far as nobody else is writing`() throws {
        try open(schema: .replica(), creating: true).close()
        func logLeft(after bytes: Int) throws -> Int {
            let file = try open(schema: .replica())
            try put(bytes, into: file)
            try file.close()
            return try length()
        }
        // What fits is left for the next to read; what does not is copied back.
        let small = try logLeft(after: StorageLimits.walLeftMaxBytes / 2)
        #expect(small > 0)
        #expect(small <= StorageLimits.walLeftMaxBytes)
        #expect(try logLeft(after: StorageLimits.walLeftMaxBytes) == 0)

        let lock = try #require(FileHandle(forUpdatingAtPath: directory.file() + ".lock"))
        let file = try open(schema: .replica())
        try put(StorageLimits.walLeftMaxBytes, into: file)
        #expect(flock(lock.fileDescriptor, LOCK_EX | LOCK_NB) == 0)
        try file.close()
        #expect(try length() > StorageLimits.walLeftMaxBytes)
    }

    @Test func `that was only read keeps its log as it is`() throws {
        let writer = try open(schema: .replica(), creating: true)
        try put(StorageLimits.walLeftMaxBytes, into: writer)
        let before = try length()
        let reader = try open("railyard.sqlite", .readOnly)
        _ = try reader.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM named_value") }
        try reader.close()
        #expect(try length() == before)
    }

    @Test func `keeps its log short, and empties it when asked`() throws {
        let file = try open(schema: .replica(), creating: true)
        for index in 0..<40 {
            try file.write { database in
                try database.execute(
                    sql: "INSERT INTO named_value VALUES (?, zeroblob(300000))",
                    arguments: ["\(index)"])
            }
            #expect(try length() <= StorageLimits.walLengthMaxBytes + 1_000_000)
        }
        try file.checkpoint()
        #expect(try length() == 0)
        let count = try file.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM named_value")
        }
        #expect(count == 40)
    }

    @Test func `is not checkpointed away under a reader, and nobody waits for one`() throws {
        let file = try open(schema: .replica(), creating: true)
        let reader = try open("railyard.sqlite", .readOnly)
        try reader.read { database in
            _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM named_value")
            try file.write {
                try $0.execute(sql: "INSERT INTO named_value VALUES ('x', x'01')")
            }
            try file.checkpoint()
            let seen = try Int.fetchOne(database, sql: "SELECT count(*) FROM named_value")
            #expect(seen == 0)
        }
        let seen = try reader.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM named_value")
        }
        #expect(seen == 1)
    }

    private func open(
        schema: WorkspaceSchema, creating: Bool = false
    ) throws -> WorkspaceDatabase {
        try open("railyard.sqlite", creating ? .create : .readWrite, schema: schema)
    }

    private func code(access: WorkspaceDatabase.Access) -> StorageError.Code? {
        code("railyard.sqlite", access)
    }

    private func code(schema: WorkspaceSchema) -> StorageError.Code? {
        code("railyard.sqlite", .readWrite, schema: schema)
    }
}
