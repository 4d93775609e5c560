internal import GRDB
package import SQLiteStorage

/// The tables of the registry, beside those of history in the hub's file.
enum RegistryTables {
    @Sendable static func create(_ database: Database) throws {
        try database.execute(
            sql: """
                CREATE TABLE device (
                  number INTEGER PRIMARY KEY,     -- in the order of enrolment
                  public_key BLOB NOT NULL UNIQUE,
                  member BLOB NOT NULL,
                  roles BLOB NOT NULL,            -- a byte each
                  removed INTEGER NOT NULL,
                  enrolled_at INTEGER NOT NULL,   -- milliseconds since 1970
                  stored_bytes INTEGER NOT NULL,  -- what its streams take up in the log
                  seen_at INTEGER,
                  seen_position INTEGER           -- up to where it holds the log
                ) STRICT;
                CREATE TABLE invite (
                  name BLOB PRIMARY KEY,          -- a hash; the secret is only in the link
                  role INTEGER NOT NULL,
                  member BLOB,
                  expires_at INTEGER NOT NULL,
                  used_by BLOB
                ) STRICT, WITHOUT ROWID;
                """)
    }
}

extension WorkspaceSchema {
    /// History, and whom the hub lets in.
    package static let relay = WorkspaceSchema(
        applicationID: WorkspaceSchema.hub.applicationID,
        steps: WorkspaceSchema.hub.steps + [RegistryTables.create])
}
