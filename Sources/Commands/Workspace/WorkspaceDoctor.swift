internal import ReleaseModel
package import ArgumentParser
internal import Causality
internal import Replication

/// `rail doctor`: examines the replica, and mends what can be mended.
package struct WorkspaceDoctor: RailCommand {
    package static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Examine this replica: every hash of the log, and the tables made from it.",
        discussion: """
            Without options it only looks. --rebuild makes the tables anew from the log; --repair fetches \
            damaged runs from the hub.
            Example:  rail doctor --rebuild
            """)

    @OptionGroup package var options: GlobalOptions
    @Flag(help: "Make the tables anew from the log.") package var rebuild = false
    @Flag(help: "Fetch damaged runs from the hub.") package var repair = false

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        let replica = try session.open()
        var findings = try replica.examine()
        if repair, !findings.isEmpty {
            let count = try replica.repair(findings)
            session.output.line("fetched \(count) runs from the hub")
            findings = try replica.examine()
        }
        for finding in findings { session.output.line("damaged: \(DamageText.sentence(finding))") }
        if rebuild, findings.isEmpty {
            let digests = try replica.rebuild()
            let same = digests.before == digests.after
            session.output.line("tables made anew; state digest \(digests.after)")
            if !same { session.output.line("the old tables were wrong: \(digests.before)") }
        } else if findings.isEmpty {
            let stored = try replica.stateDigest().value
            let folded = try replica.foldedDigest()
            guard stored == folded else {
                session.output.line("the tables do not match the log")
                throw CommandFailure(
                    "tables-differ", "The tables say \(stored), the log says \(folded).",
                    hint: "Run `rail doctor --rebuild`.", status: .no)
            }
            session.output.line("healthy: every hash holds, state digest \(stored)")
        }
        guard findings.isEmpty else {
            throw CommandFailure(
                "damaged", "\(findings.count) runs of the log are damaged.",
                hint: "`rail doctor --repair` fetches them from the hub.", status: .no)
        }
    }
}
