package import Causality
internal import GRDB
package import History
internal import Projection
internal import ReleaseModel
package import SQLiteStorage
internal import SyncWire

/// One local copy of a workspace with its own identity and history: what a program holds.
///
///     commit ─▶ draft ─▶ change appended, documents and tables written, one transaction ─▶ anchor ─▶ receipt
///     receive ─▶ admission ─▶ fold ─▶ documents and tables written, cursor moved, one transaction
///     read ─▶ one state of the file, no lock
package final class Replica {
    package static let schema = WorkspaceSchema.replica(adding: [
        { try ProjectionTables.create($0) }
    ])

    package let workspace: WorkspaceID
    package let paths: WorkspacePaths
    package let environment: ReplicaEnvironment
    package let database: WorkspaceDatabase

    private init(
        workspace: WorkspaceID, paths: WorkspacePaths, environment: ReplicaEnvironment,
        database: WorkspaceDatabase
    ) {
        self.workspace = workspace
        self.paths = paths
        self.environment = environment
        self.database = database
    }

    /// Opens the replica that commands run here work on.
    package static func open(
        _ environment: ReplicaEnvironment, access: WorkspaceDatabase.Access = .readWrite
    ) throws -> Replica {
        guard let paths = WorkspacePaths.find(environment) else {
            throw ReplicaError(
                .noWorkspace, "There is no workspace here or above.",
                hint: "`rail init` makes one, `rail join LINK` takes part in one, "
                    + "RAIL_WORKSPACE names another place.")
        }
        return try open(paths, environment, access: access)
    }

    package static func open(
        _ paths: WorkspacePaths, _ environment: ReplicaEnvironment,
        access: WorkspaceDatabase.Access = .readWrite
    ) throws -> Replica {
        let database = try WorkspaceDatabase(
            path: paths.database, access: access, schema: schema)
        let workspace = try database.read { db in
            try NamedValues(db).bytes(NamedValues.workspace).flatMap { WorkspaceID(bytes: $0) }
        }
        guard let workspace else {
            throw ReplicaError(
                .damaged, "\(paths.database) names no workspace.",
                hint: "Remove the folder and join the workspace again.")
        }
        let replica = Replica(
            workspace: workspace, paths: paths, environment: environment, database: database)
        try replica.remakeTablesOfOtherVersions()
        return replica
    }

    /// Makes a new replica of a workspace; nothing is left behind where that fails.
    package static func found(
        _ workspace: WorkspaceID, member: MemberID, at paths: WorkspacePaths,
        _ environment: ReplicaEnvironment
    ) throws -> Replica {
        try PrivateFile.makeFolder(paths.folder)
        guard PrivateFile.read(paths.database) == nil else {
            throw ReplicaError(
                .exists, "\(paths.folder) already holds a workspace.",
                hint: "Work in another directory, or remove it with `rail leave`.")
        }
        _ = try DeviceKeyFile.make(
            paths.deviceKey, seed: environment.random(DeviceKey.seedByteCount))
        let database = try WorkspaceDatabase(
            path: paths.database, access: .create, schema: schema)
        let replica = Replica(
            workspace: workspace, paths: paths, environment: environment, database: database)
        try database.write { db in
            try NamedValues(db).set(workspace.bytes, NamedValues.workspace)
            let identity = ReplicaIdentity(replica: environment.random(16), member: member)
            try NamedValues(db).set(identity.bytes, ReplicaIdentity.name)
        }
        try replica.remakeTablesOfOtherVersions()
        return replica
    }

    /// Reads one state of the replica.
    package func read<Result>(_ body: (ReplicaView) throws -> Result) throws -> Result {
        try database.read { try body(ReplicaView($0, replica: self)) }
    }

    package func close() throws { try database.close() }

    // Shared by the parts of the replica

    func history(_ db: Database) -> SQLiteHistory {
        SQLiteHistory(db, workspace: workspace, coding: ColumnarBatchCoding())
    }

    func identity(_ db: Database) throws -> ReplicaIdentity {
        guard let bytes = try NamedValues(db).bytes(ReplicaIdentity.name) else {
            throw ReplicaError(
                .damaged, "The database does not say who writes in it.",
                hint: "Run `rail doctor`.")
        }
        return try ReplicaIdentity(bytes: bytes)
    }

    func save(_ identity: ReplicaIdentity, _ db: Database) throws {
        try NamedValues(db).set(identity.bytes, ReplicaIdentity.name)
    }

    func projection(_ db: Database, _ documents: ProjectedDocuments) -> ProjectionWriter {
        ProjectionWriter(
            db, documents: documents, zones: environment.zones, reader: environment.zone)
    }

    /// The device's key; nil on a machine that has none.
    package func deviceKey() throws -> DeviceKey? { try DeviceKeyFile.read(paths.deviceKey) }
}
