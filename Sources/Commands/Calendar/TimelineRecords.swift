internal import Causality
internal import ReleaseModel
internal import Replication

/// A timeline as records: each bar, mark and freeze with the row that it lies on.
struct TimelineRecords {
    let plan: TimelinePlan
    let session: Session

    private struct Entry {
        let row: String
        var brake = ""
        let kind: String
        let id: EntityID
        let title: String
        let span: Range<Int>
        /// The rows that a freeze binds.
        var binds: [String] = []
    }

    private var entries: [Entry] {
        plan.rows.flatMap { row in
            row.bars.map { bar in
                Entry(
                    row: row.name, brake: row.brake, kind: bar.isPhase ? "phase" : "release",
                    id: bar.id,
                    title: bar.title, span: bar.span)
            }
                + row.marks.map { mark in
                    Entry(
                        row: row.name, brake: row.brake, kind: mark.kind.word, id: mark.id,
                        title: mark.title,
                        span: mark.at..<mark.at)
                }
        }
            + plan.freezes.map { freeze in
                Entry(
                    row: "", kind: "freeze", id: freeze.id, title: freeze.title, span: freeze.span,
                    binds: plan.rows.filter(freeze.binds).map(\.name))
            }
    }

    var json: [JSONValue] {
        entries.map { entry in
            .object([
                ("row", .string(entry.row)), ("brake", .string(entry.brake)),
                ("kind", .string(entry.kind)),
                ("id", .string(Crockford.text(entry.id))), ("title", .string(entry.title)),
                ("from", .string(Self.instant(entry.span.lowerBound))),
                ("to", .string(Self.instant(entry.span.upperBound))),
                ("binds", .array(entry.binds.map { .string($0) })),
                (
                    "zones",
                    .object(session.zones.map { ($0, .string(local(entry.span, in: $0))) })
                ),
            ])
        }
    }

    /// The same for who listens.
    func table(_ names: ThingNames) -> Table {
        var table = Table(["row", "brake", "what"] + session.zones + ["id"], flexible: nil)
        for entry in entries {
            let row = entry.row.isEmpty ? entry.binds.joined(separator: ", ") : entry.row
            table.add(
                [row, entry.brake, "\(entry.kind) \(entry.title)"]
                    + session.zones.map { local(entry.span, in: $0) } + [names.id(entry.id)])
        }
        return table
    }

    private func local(_ span: Range<Int>, in zone: String) -> String {
        let zones = session.environment.zones
        let ends = [span.lowerBound, span.upperBound].map { instant in
            zones.local(of: instant, in: zone).map { "\($0.date) \($0.time)" } ?? "?"
        }
        return span.isEmpty ? ends[0] : "\(ends[0]) to \(ends[1])"
    }

    private static func instant(_ minute: Int) -> String {
        CivilDateTime(minuteNumber: minute).map { "\($0)Z" } ?? ""
    }
}
