internal import CSQLiteControl
package import GRDB
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The one SQLite file of a workspace: opened, locked and kept durable here, filled by the floors above.
///
///     write:  own lock ─▶ BEGIN IMMEDIATE ─▶ body ─▶ COMMIT (fsync) ─▶ checkpoint if long ─▶ unlock
///     read:   BEGIN DEFERRED ─▶ body ─▶ COMMIT, no lock
///     end:    checkpoint if what was written here left a log that others must read, and the lock is free
///
/// History and projection share the file and hence the transaction: both are there or neither is.
package final class WorkspaceDatabase: Sendable {
    package enum Access: Sendable {
        /// Makes the file if there is none.
        case create
        case readWrite
        case readOnly
    }

    package let path: String
    package let access: Access
    private let queue: DatabaseQueue
    /// Set once the disk failed to sync: asked a second time it could say that all is well.
    private let hasFailed = Atomic<Bool>(false)
    private let hasWritten = Atomic<Bool>(false)

    package init(
        path: String, access: Access, schema: WorkspaceSchema
    ) throws(StorageError) {
        self.path = path
        self.access = access
        if access != .create { try Self.expectFile(at: path) }
        _ = Self.hasBegun
        do {
            queue = try DatabaseQueue(
                path: path, configuration: Self.configuration(for: access))
            try Self.bring(queue, upTo: schema, path: path, access: access)
        } catch let error as DatabaseError {
            throw StorageError(error, path: path)
        } catch let error as StorageError {
            throw error
        } catch {
            throw StorageError(.failing, "\(path) cannot be opened (\(error)).", hint: "")
        }
    }

    /// Reads one state of the file, while others may write the next.
    package func read<Result>(_ body: (Database) throws -> Result) throws -> Result {
        try translating { try queue.read(body) }
    }

    /// Runs a body in one durable transaction; a throw leaves nothing of it.
    package func write<Result>(_ body: (Database) throws -> Result) throws -> Result {
        guard access != .readOnly else {
            throw StorageError(
                .readOnly, "\(path) was opened for reading only.",
                hint: "This is a mistake in Railyard; please report it.")
        }
        guard !hasFailed.load(ordering: .acquiring) else {
            throw StorageError(
                .failing, "The disk failed to write \(path) before.",
                hint: "Start the program again once the disk is well.")
        }
        return try translating {
            try queue.writeWithoutTransaction { database in
                let lock = try Self.lock(beside: path)
                defer { lock.release() }
                let result = try Self.transact(database, body)
                hasWritten.store(true, ordering: .relaxed)
                // The commit stands whatever becomes of the log; a failed copy of it is tried again.
                try? Self.checkpoint(
                    database, path: path, ifLongerThan: StorageLimits.walLengthMaxBytes)
                return result
            }
        }
    }

    /// Copies the log back into the database and empties it, as far as readers allow.
    package func checkpoint() throws {
        try translating {
            try queue.writeWithoutTransaction { database in
                let lock = try Self.lock(beside: path)
                defer { lock.release() }
                try Self.checkpoint(database)
            }
        }
    }

    package func close() throws {
        shortenLog()
        try translating { try queue.close() }
    }

    deinit { shortenLog() }

    /// Spares the next to open the file the reading of a long log; whoever is writing now will do it instead.
    private func shortenLog() {
        guard hasWritten.exchange(false, ordering: .relaxed),
            !hasFailed.load(ordering: .acquiring)
        else { return }
        try? queue.writeWithoutTransaction { database in
            let lock = try FileLock(path: path + ".lock")
            try lock.acquire(withinMilliseconds: 0)
            defer { lock.release() }
            try Self.checkpoint(database, path: path, ifLongerThan: StorageLimits.walLeftMaxBytes)
        }
    }

    // Opening

    private static let hasBegun = railyard_sqlite_begin() == 0

    private static func expectFile(at path: String) throws(StorageError) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            guard errno == ENOENT || errno == ENOTDIR else {
                throw StorageError(
                    .denied, "\(path) cannot be read (\(String(cString: strerror(errno)))).",
                    hint: "Check that your user may read it.")
            }
            throw .absent(path)
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw StorageError(
                .notADatabase, "\(path) is not a file.",
                hint: "Move it away, or name another workspace.")
        }
        guard status.st_size > 0 else {
            throw StorageError(
                .notADatabase, "\(path) is empty.",
                hint: "Restore it from a backup, or remove it and join the workspace again.")
        }
    }

    private static func configuration(for access: Access) -> Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        configuration.readonly = access == .readOnly
        configuration.busyMode = .timeout(
            Double(StorageLimits.busyWaitMaxMilliseconds) / 1000)
        configuration.prepareDatabase { database in
            let code = unsafe railyard_sqlite_prepare(
                UnsafeMutableRawPointer(database.sqliteConnection))
            guard code == 0 else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
            try database.execute(
                sql: """
                    PRAGMA cell_size_check = ON;
                    PRAGMA synchronous = FULL;
                    PRAGMA cache_size = -\(StorageLimits.pageCacheKibibytes);
                    """)
        }
        return configuration
    }

    /// Checks whose file it is and how old; a current one costs two look-ups and no lock.
    private static func bring(
        _ queue: DatabaseQueue, upTo schema: WorkspaceSchema, path: String, access: Access
    ) throws {
        try queue.writeWithoutTransaction { database in
            if try isCurrent(database, schema, path: path) { return }
            guard access != .readOnly else { throw StorageError.absent(path) }
            let lock = try lock(beside: path)
            defer { lock.release() }
            try database.execute(sql: "PRAGMA journal_mode = WAL")
            try transact(database) { database in
                guard try !isCurrent(database, schema, path: path) else { return }
                let version = try number(database, "user_version")
                for step in schema.steps.dropFirst(version) { try step(database) }
                try database.execute(
                    sql: """
                        PRAGMA application_id = \(schema.applicationID);
                        PRAGMA user_version = \(schema.version);
                        """)
            }
        }
    }

    private static func isCurrent(
        _ database: Database, _ schema: WorkspaceSchema, path: String
    ) throws -> Bool {
        let application = try number(database, "application_id")
        let version = try number(database, "user_version")
        if application == 0, version == 0 {
            let isEmpty =
                try Row.fetchOne(database, sql: "SELECT 1 FROM sqlite_master LIMIT 1") == nil
            guard isEmpty else { throw StorageError.foreign(path) }
            return false
        }
        guard application == Int(schema.applicationID) else { throw StorageError.foreign(path) }
        guard version <= schema.version else {
            throw StorageError.newer(path, version: version, known: schema.version)
        }
        return version == schema.version
    }

    private static func number(_ database: Database, _ pragma: String) throws -> Int {
        try Int.fetchOne(database, sql: "PRAGMA \(pragma)") ?? 0
    }

    // Writing

    private static func lock(beside path: String) throws(StorageError) -> FileLock {
        let lock = try FileLock(path: path + ".lock")
        try lock.acquire(withinMilliseconds: StorageLimits.lockWaitMaxMilliseconds)
        return lock
    }

    private static func transact<Result>(
        _ database: Database, _ body: (Database) throws -> Result
    ) throws -> Result {
        var result: Result?
        #if RAILYARD_BUG_COMMIT_ON_THROW  // Trips `a body that throws leaves the file as it was`.
            try database.beginTransaction(.immediate)
            defer { try? database.commit() }
            result = try body(database)
        #else
            try database.inTransaction(.immediate) {
                result = try body(database)
                return .commit
            }
        #endif
        guard let result else {
            throw StorageError(.misused, "A transaction ended without a result.", hint: "")
        }
        return result
    }

    private static func checkpoint(
        _ database: Database, path: String, ifLongerThan length: Int
    ) throws {
        var status = stat()
        guard stat(path + "-wal", &status) == 0, status.st_size > length else { return }
        try checkpoint(database)
    }

    /// A reader that is still busy with the log only delays the next checkpoint, so nobody waits for it.
    private static func checkpoint(_ database: Database) throws {
        try database.execute(sql: "PRAGMA busy_timeout = 0")
        defer {
            try? database.execute(
                sql: "PRAGMA busy_timeout = \(StorageLimits.busyWaitMaxMilliseconds)")
        }
        do {
            _ = try database.checkpoint(.truncate)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
            return
        }
    }

    private func translating<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as DatabaseError {
            let code = error.extendedResultCode
            if code == .SQLITE_IOERR_FSYNC || code == .SQLITE_IOERR_DIR_FSYNC {
                hasFailed.store(true, ordering: .releasing)
            }
            throw StorageError(error, path: path)
        }
    }
}
