internal import SQLiteStorage
internal import SyncTransport
internal import History
internal import ReleaseModel
package import ArgumentParser
internal import Causality
internal import Replication

/// `rail status`: how this replica stands.
package struct WorkspaceStatus: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "status",
        abstract: "Say how this replica stands, and what waits.",
        discussion: "Example:  rail status --digest --json")

    @OptionGroup package var options: GlobalOptions
    @Flag(help: "Compute the digests of the state and of the log.") package var digest = false

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        let replica = try session.open(.readOnly)
        let hub = try replica.hub()
        let facts = try replica.read { view -> [(String, String)] in
            let freshness = try view.freshness()
            let items = try view.query("SELECT count(*) AS n FROM item WHERE archived = 0")
            let asked = try view.query("SELECT count(*) AS n FROM request WHERE archived = 0")
            return [
                ("asked", String(asked.first?.integer("n") ?? 0)),
                ("hub", hub?.endpoint.description ?? "none"),
                ("last sync", freshness.lastSyncMilliseconds.map(session.local) ?? "never"),
                ("unsynced", String(freshness.unsynced)),
                ("contested", String(freshness.contested)),
                ("items", String(items.first?.integer("n") ?? 0)),
            ]
        }
        var all = facts
        if digest {
            all.append(("state digest", try replica.stateDigest().value.description))
            let log = try replica.readHistory { try $0.logDigest() }
            all.append(("log digest", log.description))
        }
        if session.output.isJSON {
            let asOf = try replica.read { try AsOf($0) }
            try session.output.envelope(
                "status", asOf, .object(all.map { ($0.0, .string($0.1)) }))
        } else {
            for fact in all {
                session.output.line(TextWidth.padded(fact.0, to: 14) + SafeText.line(fact.1))
            }
        }
    }
}
