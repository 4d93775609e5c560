internal import History
internal import Projection
internal import ReleaseModel
internal import Replication

/// What an examination found and mended.
struct DoctorReport {
    /// Nil where nobody asked for a repair, or nothing was damaged.
    var repair: RepairOutcome?
    var damage: [LogDamage] = []
    /// The digest of the tables as they were, and the one that the log yields.
    var tables: (old: String, log: String)?
    /// Rows of the typed tables that are not what their documents say.
    var rows: [RowDamage] = []
    /// What people call the things of those rows.
    var names: [String: String] = [:]
    var isRebuilt = false

    static let fields = [
        "healthy", "fetchedRuns", "lost", "movedChanges", "rebuilt", "tablesWereRight",
        "stateDigest",
    ]

    /// A person looks at a few of them; programs get all.
    private static let rowsShownMax = 20

    var isStateRight: Bool { tables.map { $0.old == $0.log } ?? true }

    private var areTablesRight: Bool { isStateRight && rows.isEmpty }

    var lines: [String] {
        var lines = repair.map(DamageText.lines) ?? []
        lines += damage.map { "damaged: \(DamageText.sentence($0))" }
        let wrong = DamageText.sentences(rows) { names[$0] ?? $0 }
        lines += wrong.prefix(Self.rowsShownMax).map { "wrong: \($0)" }
        if wrong.count > Self.rowsShownMax {
            lines.append("wrong: \(Counted(wrong.count - Self.rowsShownMax, "other row"))")
        }
        guard let tables else { return lines }
        if isRebuilt {
            lines.append("tables made anew; state digest \(tables.log)")
            if !isStateRight { lines.append("the old tables were wrong: \(tables.old)") }
        } else if areTablesRight {
            lines.append("healthy: every hash holds, state digest \(tables.log)")
        } else {
            lines.append("the tables do not match the log")
        }
        return lines
    }

    var data: JSONValue {
        .object([
            ("healthy", .bool(failure == nil)),
            ("fetchedRuns", repair?.fetched.map { .number(Int64($0)) } ?? .null),
            ("lost", .array((repair.map(DamageText.losses) ?? []).map(JSONValue.string))),
            ("movedChanges", repair.map { .number(Int64($0.movedChanges)) } ?? .null),
            ("rebuilt", .bool(isRebuilt)), ("tablesWereRight", .bool(areTablesRight)),
            ("stateDigest", .text(tables?.log)),
        ])
    }

    var problems: [JSONValue] {
        (damage.map(DamageText.sentence) + DamageText.sentences(rows)).map(JSONValue.string)
    }

    var failure: CommandFailure? {
        guard damage.isEmpty else { return failureOfDamage }
        if let repair, repair.isLossy {
            return CommandFailure(
                "lost", "Not all of the log could be repaired: what is lost had never been sent.",
                hint: "Write again what is missing; everything else is whole.", status: .no)
        }
        guard let tables, !areTablesRight, !isRebuilt else { return nil }
        guard !isStateRight else {
            return CommandFailure(
                "rows-differ",
                "The tables have \(Counted(DamageText.sentences(rows).count, "row")) that the log does not give.",
                hint: "Run `rail doctor --rebuild`.", status: .no)
        }
        return CommandFailure(
            "tables-differ", "The tables say \(tables.old), the log says \(tables.log).",
            hint: "Run `rail doctor --rebuild`.", status: .no)
    }

    private var failureOfDamage: CommandFailure {
        guard repair == nil else {
            return CommandFailure(
                "damaged", "The hub does not have what is needed to repair this log.",
                hint: "Nothing was changed. Sync the replicas that may have it and try again, "
                    + "or join the workspace from another directory.",
                status: .no)
        }
        let isOwn = damage.allSatisfy { $0.outline == nil }
        return CommandFailure(
            "damaged",
            "The log has \(Counted(damage.count, isOwn ? "damaged part" : "damaged run")).",
            hint: isOwn
                ? "`rail doctor --repair` keeps what is whole, and says what is lost."
                : "`rail doctor --repair` fetches them from the hub.", status: .no)
    }
}
