internal import Projection
internal import ReleaseModel

/// What an examination found and mended.
struct DoctorReport {
    /// Runs that were fetched from the hub; nil where nobody asked for that, or nothing was damaged.
    var repaired: Int?
    var damage: [String] = []
    /// The digest of the tables as they were, and the one that the log yields.
    var tables: (old: String, log: String)?
    /// Rows of the typed tables that are not what their documents say.
    var rows: [RowDamage] = []
    /// What people call the things of those rows.
    var names: [String: String] = [:]
    var isRebuilt = false

    /// A person looks at a few of them; programs get all.
    private static let rowsShownMax = 20

    var isStateRight: Bool { tables.map { $0.old == $0.log } ?? true }

    private var areTablesRight: Bool { isStateRight && rows.isEmpty }

    /// Where the documents are wrong themselves, what their rows say of them tells nothing.
    private var wrong: [RowDamage] { isStateRight ? rows : [] }

    var lines: [String] {
        var lines = repaired.map { ["fetched \(Counted($0, "run")) from the hub"] } ?? []
        lines += damage.map { "damaged: \($0)" }
        let wrong = DamageText.sentences(wrong) { names[$0] ?? $0 }
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
            ("fetchedRuns", repaired.map { .number(Int64($0)) } ?? .null),
            ("rebuilt", .bool(isRebuilt)), ("tablesWereRight", .bool(areTablesRight)),
            ("stateDigest", .text(tables?.log)),
        ])
    }

    var problems: [JSONValue] { (damage + DamageText.sentences(wrong)).map(JSONValue.string) }

    var failure: CommandFailure? {
        guard damage.isEmpty else {
            return CommandFailure(
                "damaged", "The log has \(Counted(damage.count, "damaged run")).",
                hint: "`rail doctor --repair` fetches them from the hub.", status: .no)
        }
        guard let tables, !areTablesRight, !isRebuilt else { return nil }
        guard !isStateRight else {
            return CommandFailure(
                "rows-differ",
                "The tables have \(Counted(DamageText.sentences(wrong).count, "row")) that the log does not give.",
                hint: "Run `rail doctor --rebuild`.", status: .no)
        }
        return CommandFailure(
            "tables-differ", "The tables say \(tables.old), the log says \(tables.log).",
            hint: "Run `rail doctor --rebuild`.", status: .no)
    }
}
