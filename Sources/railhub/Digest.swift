import ArgumentParser
import Audit
import Causality
import Coordination
import History

/// Computes the state that a hub's log means.
struct Digest: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fold the whole log and print the digest of the state that it means.",
        discussion:
            "Equal to what `rail status` prints at an equal log digest, or something is wrong.")

    @OptionGroup var hub: HubOptions

    @Flag(name: .long, help: "Print JSON.")
    var json = false

    func run() throws {
        let store = try HubStore(reading: hub.directory, in: SystemHub.environment())
        let report = try store.read { history, _ in try LogAudit.report(of: history) }
        if json {
            try Output.json("railhub.digest/1", DigestData(report))
            return
        }
        Output.table([
            ("state digest", "\(report.stateDigest)"),
            ("log digest", "\(report.logDigest)"),
            ("position", "\(report.position.count)"),
            ("entities", "\(report.entities)"),
            ("changes", "\(report.changes), \(report.voidOperations) void operations"),
            ("vector", report.vector.map(\.description).joined(separator: " ")),
        ])
    }

    private struct DigestData: Encodable {
        struct Entry: Encodable {
            let stream: String
            let sequence: UInt64
            let link: String
        }

        let stateDigest: String
        let logDigest: String
        let position: UInt64
        let entities: Int
        let changes: UInt64
        let voidOperations: Int
        let vector: [Entry]

        init(_ report: AuditReport) {
            stateDigest = report.stateDigest.description
            logDigest = report.logDigest.description
            position = report.position.count
            entities = report.entities
            changes = report.changes
            voidOperations = report.voidOperations
            vector = report.vector.map { entry in
                Entry(
                    stream: entry.stream.description, sequence: entry.sequence,
                    link: entry.link.description)
            }
        }
    }
}
