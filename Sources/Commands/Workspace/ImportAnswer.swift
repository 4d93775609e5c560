internal import Importing
internal import ReleaseModel

/// What an import says at its end.
struct ImportAnswer {
    let outcome: ImportTransfer.Outcome
    let isTrial: Bool
    let reportFile: String?

    static let fields = [
        "dryRun", "filesRead", "filesPassedOver", "filesUnmatched", "records", "created", "updated",
        "unchanged",
    ]

    /// Sorts of problems that are shown; the report has all.
    private static let topicsMax = 12

    var lines: [String] {
        let report = outcome.report
        let kinds = EntityKind.allCases.compactMap { kind in
            report.recordsByKind[kind].map { Counted($0, kind.name).description }
        }
        let verb = isTrial ? "would be " : ""
        var lines = [
            "read \(Counted(report.filesRead, "file")): "
                + (kinds.isEmpty ? "no records" : kinds.joined(separator: ", ")),
            "\(verb)created \(outcome.tally.created), updated \(outcome.tally.updated), "
                + "unchanged \(outcome.tally.unchanged)",
        ]
        if let first = report.filesUnmatched.first {
            lines.append(
                "the map does not match \(Counted(report.filesUnmatched.count, "file")), as \(first)"
            )
        }
        guard !report.problems.isEmpty else { return lines }
        let summary = report.summary
        lines.append("\(Counted(report.problems.count, "dirty row")), each kept or reported:")
        for (problem, count) in summary.prefix(Self.topicsMax) {
            lines.append(
                "  \(count)x \(problem.outcome.rawValue): \(problem.topic) "
                    + "(\(problem.origin.file):\(problem.origin.line), \(problem.field))")
        }
        if summary.count > Self.topicsMax {
            lines.append("  and \(Counted(summary.count - Self.topicsMax, "other sort"))")
        }
        lines.append(reportFile.map { "all of them: \($0)" } ?? "all of them: --report FILE")
        return lines
    }

    var data: JSONValue {
        let report = outcome.report
        return .object([
            ("dryRun", .bool(isTrial)),
            ("filesRead", .number(Int64(report.filesRead))),
            ("filesPassedOver", .number(Int64(report.filesPassedOver))),
            ("filesUnmatched", .array(report.filesUnmatched.map(JSONValue.string))),
            (
                "records",
                .object(
                    EntityKind.allCases.compactMap { kind in
                        report.recordsByKind[kind].map { (kind.name, .number(Int64($0))) }
                    })
            ),
            ("created", .number(Int64(outcome.tally.created))),
            ("updated", .number(Int64(outcome.tally.updated))),
            ("unchanged", .number(Int64(outcome.tally.unchanged))),
        ])
    }

    var problems: [JSONValue] { outcome.report.problems.map(Self.json) }

    static func json(_ problem: ImportProblem) -> JSONValue {
        .object([
            ("file", .string(problem.origin.file)), ("line", .number(Int64(problem.origin.line))),
            ("field", .string(problem.field)), ("reason", .string(problem.reason)),
            ("value", .string(problem.value)), ("outcome", .string(problem.outcome.rawValue)),
        ])
    }
}
