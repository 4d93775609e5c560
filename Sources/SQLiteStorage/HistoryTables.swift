internal import GRDB

/// The tables of the log: everything a replica or hub cannot compute anew.
enum HistoryTables {
    @Sendable static func create(_ database: Database) throws {
        try database.execute(sql: Self.definition)
    }

    static let names = ["stream", "run", "seal", "lineage", "unsealed", "named_value"]

    /// Streams are interned: 128-bit names as keys would cost ten times the writes.
    private static let definition = """
        CREATE TABLE stream (
          number INTEGER PRIMARY KEY,
          id BLOB NOT NULL UNIQUE,
          public_key BLOB,            -- the key and nonce that name it, once known
          nonce BLOB
        ) STRICT;
        CREATE TABLE run (
          position INTEGER PRIMARY KEY,   -- in order of arrival, from 1
          stream INTEGER NOT NULL,
          first INTEGER NOT NULL,
          last INTEGER NOT NULL,
          effective INTEGER NOT NULL,     -- effective stamp of the last change
          born INTEGER NOT NULL,          -- 1 where the run bears the stream's key and nonce
          previous BLOB NOT NULL,
          link BLOB NOT NULL,
          seal BLOB NOT NULL,
          hash BLOB NOT NULL,             -- the running hash over all runs up to this one
          length INTEGER NOT NULL,
          raised BLOB,                    -- effective stamps that differ from the change's own
          bytes BLOB NOT NULL
        ) STRICT;
        CREATE INDEX run_of_stream ON run (stream, last);
        CREATE TABLE seal (
          stream INTEGER NOT NULL,
          sequence INTEGER NOT NULL,
          link BLOB NOT NULL,
          signature BLOB NOT NULL,
          PRIMARY KEY (stream, sequence, link, signature)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE lineage (
          stream INTEGER NOT NULL,
          name BLOB NOT NULL,             -- of the segment; the stream's own id for the first
          first INTEGER NOT NULL,
          parent BLOB,
          tip_sequence INTEGER NOT NULL,
          tip_link BLOB NOT NULL,
          tip_effective INTEGER NOT NULL,
          PRIMARY KEY (stream, name)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE unsealed (
          sequence INTEGER PRIMARY KEY,
          effective INTEGER NOT NULL,
          link BLOB NOT NULL,
          row BLOB NOT NULL               -- the change as the rows that are hashed
        ) STRICT;
        CREATE TABLE named_value (
          name TEXT PRIMARY KEY,
          value BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        """
}
