package import ArgumentParser
internal import Causality
internal import Projection
internal import ReleaseModel
internal import Replication

/// `rail doctor`: examines the replica, and mends what can be mended.
package struct WorkspaceDoctor: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "doctor",
        abstract: "Examine the log, and the tables made from it.",
        discussion: """
            Without options it only looks: at every hash, and at every row of the tables. --rebuild makes the \
            tables anew from the log; --repair keeps what is whole, and fetches what is damaged from the hub.
            Example:  rail doctor --rebuild
            """)

    @OptionGroup package var options: GlobalOptions
    @Flag(help: "Make the tables anew from the log.") package var rebuild = false
    @Flag(help: "Mend the log; fetch what is damaged from the hub.") package var repair = false

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        try session.output.expect(DoctorReport.fields)
        let replica = try session.open()
        var report = DoctorReport()
        var findings = try replica.examine()
        if repair, !findings.isEmpty {
            report.repair = try replica.repair()
            findings = try replica.examine()
        }
        report.damage = findings
        if findings.isEmpty, rebuild {
            let digests = try replica.rebuild()
            report.tables = (old: digests.before.description, log: digests.after.description)
            report.isRebuilt = true
        } else if findings.isEmpty {
            report.tables = (
                old: try replica.stateDigest().value.description,
                log: try replica.foldedDigest().description
            )
            // Rows say nothing where the documents that they are made from are wrong.
            if report.isStateRight {
                report.rows = try replica.examineTables()
                report.names = try replica.read { Self.names(of: report.rows, in: $0) }
            }
        }
        if session.output.isJSON {
            try session.output.envelope(
                "doctor", try replica.read { try AsOf($0) }, report.data, problems: report.problems,
                possible: DoctorReport.fields)
        } else {
            for line in report.lines { session.output.line(SafeText.line(line)) }
        }
        if let failure = report.failure { throw failure }
    }

    private static func names(of rows: [RowDamage], in view: ReplicaView) -> [String: String] {
        let finder = EntityFinder(view)
        return rows.reduce(into: [:]) { names, row in
            guard names[row.id] == nil else { return }
            names[row.id] = ReplicaView.identifier(row.id).map(finder.shown)
        }
    }
}
