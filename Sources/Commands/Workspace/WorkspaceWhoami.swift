internal import SQLiteStorage
package import ArgumentParser
internal import Causality
internal import Replication

/// `rail whoami`: who writes here, and where everything lies.
package struct WorkspaceWhoami: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "whoami", abstract: "Say who writes here and in which zone.",
        discussion: "Example:  rail whoami --paths")

    @OptionGroup package var options: GlobalOptions
    @Flag(help: "Print where the workspace, the keys and the configuration lie.")
    package var paths = false

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        let replica = try session.open(.readOnly)
        let member = try replica.read { try $0.member() }
        let name = try replica.read { view in
            try view.query("SELECT name FROM person WHERE id = ?", [.text(Crockford.text(member))])
                .first?.text("name")
        }
        var facts: [(String, String)] = [
            ("person", name ?? "(no name)"), ("member", Crockford.text(member)),
            ("zone", session.environment.zone),
            ("workspace", replica.workspace.description),
        ]
        if paths {
            facts += [
                ("folder", replica.paths.folder), ("database", replica.paths.database),
                ("state", replica.paths.state), ("device key", replica.paths.deviceKey),
                ("configuration", replica.paths.configuration),
            ]
        }
        if session.output.isJSON {
            try session.output.envelope(
                "whoami", nil, .object(facts.map { ($0.0, .string($0.1)) }))
        } else {
            for fact in facts {
                session.output.line(
                    TextWidth.padded(fact.0, to: 14) + SafeText.line(fact.1))
            }
        }
    }
}
