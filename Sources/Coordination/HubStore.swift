internal import Causality
internal import History
package import SQLiteStorage
internal import SyncProtocol
internal import SyncWire

/// The hub's file: its log and its registry, written in one transaction or read in one state.
package final class HubStore: Sendable {
    package let identity: HubIdentity
    private let database: WorkspaceDatabase
    private let wallMilliseconds: @Sendable () -> UInt64
    private let coding = ColumnarBatchCoding()

    /// Opens the file of a hub that was made before.
    package init(
        _ directory: HubDirectory, access: WorkspaceDatabase.Access,
        wallMilliseconds: @escaping @Sendable () -> UInt64
    ) throws {
        try directory.expectHub()
        let database = try WorkspaceDatabase(
            path: directory.databasePath, access: access, schema: .relay)
        let nameless = WorkspaceID(high: 0, low: 0)
        let coding = coding
        let identity = try database.read { database in
            try SQLiteHistory(database, workspace: nameless, coding: coding).hubIdentity()
        }
        guard let identity else {
            throw HubFailure(
                "unfinished", "The hub in \(directory.path) was not made to the end.",
                hint: "Remove the directory and run `railhub init` again.")
        }
        self.database = database
        self.identity = identity
        self.wallMilliseconds = wallMilliseconds
    }

    /// Opens the file beside a hub that may be serving it.
    package convenience init(
        reading directory: HubDirectory, in environment: HubEnvironment
    ) throws {
        try self.init(
            directory, access: .readOnly, wallMilliseconds: environment.wallMilliseconds)
    }

    /// Makes the file of a new hub.
    static func make(
        _ directory: HubDirectory, _ identity: HubIdentity, epoch: HubEpoch, first: Invite,
        atMilliseconds wall: UInt64
    ) throws {
        let database = try WorkspaceDatabase(
            path: directory.databasePath, access: .create, schema: .relay)
        try database.write { database in
            let history = SQLiteHistory(
                database, workspace: identity.workspace, coding: ColumnarBatchCoding())
            try history.set(identity)
            try history.set(epoch)
            try SQLiteRegistry(database, atMilliseconds: wall).add(first)
        }
        try database.close()
    }

    package func read<Result>(
        _ body: (SQLiteHistory, SQLiteRegistry) throws -> Result
    ) throws -> Result {
        let wall = wallMilliseconds()
        return try database.read { database in
            try body(
                SQLiteHistory(database, workspace: identity.workspace, coding: coding),
                SQLiteRegistry(database, atMilliseconds: wall))
        }
    }

    package func write<Result>(
        _ body: (SQLiteHistory, SQLiteRegistry) throws -> Result
    ) throws -> Result {
        let wall = wallMilliseconds()
        return try database.write { database in
            try body(
                SQLiteHistory(database, workspace: identity.workspace, coding: coding),
                SQLiteRegistry(database, atMilliseconds: wall))
        }
    }

    /// Copies the write-ahead log back, as a hub does when it stops.
    package func checkpoint() throws { try database.checkpoint() }
}
