internal import Causality
internal import Foundation
internal import GRDB

/// The small named values of a replica, in the table that history keeps for them.
struct NamedValues {
    static let workspace = "workspace"
    static let hubAddress = "hub.address"
    static let hubKey = "hub.key"
    static let hubSecret = "hub.secret"
    static let lastSync = "sync.last"
    /// In a workspace as it was, when that was.
    static let past = "past.at"
    static let tablesMadeBy = "tables.made-by"

    static func refusal(_ stream: StreamID) -> String { "refused/\(stream)" }

    private let db: Database

    init(_ db: Database) { self.db = db }

    func bytes(_ name: String) throws -> [UInt8]? {
        let statement = try db.cachedStatement(
            sql: "SELECT value FROM named_value WHERE name = ?")
        return try Data.fetchOne(statement, arguments: [name]).map { Array($0) }
    }

    func string(_ name: String) throws -> String? {
        try bytes(name).map { String(decoding: $0, as: UTF8.self) }
    }

    func set(_ value: [UInt8]?, _ name: String) throws {
        guard let value else {
            try db.execute(sql: "DELETE FROM named_value WHERE name = ?", arguments: [name])
            return
        }
        try db.cachedStatement(
            sql: """
                INSERT INTO named_value (name, value) VALUES (?, ?)
                ON CONFLICT (name) DO UPDATE SET value = excluded.value
                """
        ).execute(arguments: [name, Data(value)])
    }

    func set(_ value: String, _ name: String) throws { try set(Array(value.utf8), name) }
}
