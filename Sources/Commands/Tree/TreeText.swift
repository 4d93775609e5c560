internal import ReleaseModel

/// A tree as text: a row an item, with the lines that lead to it.
///
///     item                            state   team     note
///     2m9q Refund in one step         ready   Nova
///     ├─ * 7f3k Agree on the contract  active  ⇄ Orbit
///     │  └─ * 9abc Name the partners   inbox   Orbit
///     └╌ 4kn6 Pay by card             active  Nova     would close a circle
struct TreeText {
    let page: ItemTreePage
    let isASCII: Bool
    /// How deep was asked for.
    let depth: Int

    static let criticalSign = "*"
    private var otherSign: String { isASCII ? "<>" : "⇄" }

    /// For who looks: the branches show what stands under what.
    var table: Table {
        var table = Table(["item", "state", "team", "note"], flexible: 0, yielding: 1...3)
        for row in page.rows {
            let signs =
                (row.isCritical ? [Self.criticalSign] : []) + [row.name]
                + row.marks.map { $0.sign(ascii: isASCII) }
            table.add([
                row.place.branches(ascii: isASCII)
                    + (signs + [row.title]).joined(separator: " "),
                row.state, (row.otherTeam == nil ? "" : otherSign + " ") + (row.team ?? ""),
                note(row),
            ])
        }
        return table
    }

    /// For who listens: the level is said.
    var plain: Table {
        var table = Table(["level", "id", "title", "state", "team", "note"], flexible: nil)
        for row in page.rows {
            let notes =
                [note(row)] + (row.isCritical ? ["critical path"] : [])
                + (row.otherTeam == nil ? [] : ["another team"])
                + row.marks.map(\.rawValue)
            table.add([
                "\(row.place.depth)", row.name, row.title, row.state, row.team ?? "",
                notes.filter { !$0.isEmpty }.joined(separator: ", "),
            ])
        }
        return table
    }

    private func note(_ row: ItemTreePage.Row) -> String {
        var notes: [String] = []
        if let progress = row.progress {
            notes.append("\(progress.done) of \(progress.parts) done")
        }
        if row.place.tie == .suspended { notes.append("would close a circle") }
        if row.place.isRepeated { notes.append("shown above") }
        if row.place.hidden > 0 {
            notes.append("\(row.place.hidden) below; --depth \(depth + 1)")
        }
        return notes.joined(separator: ", ")
    }

    /// What the signs mean that stand in it.
    var legend: [String] {
        var parts: [String] = []
        if page.hasCritical { parts.append("\(Self.criticalSign) critical path") }
        if page.hasOtherTeam { parts.append("\(otherSign) another team") }
        if page.hasSuspended { parts.append("\(isASCII ? "|." : "├╌") suspended") }
        let marks = Set(page.rows.flatMap(\.marks))
        return parts
            + ItemMark.allCases.filter(marks.contains).map {
                "\($0.sign(ascii: isASCII)) \($0.meaning)"
            }
    }
}
