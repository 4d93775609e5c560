package import ArgumentParser
internal import Causality
internal import Lattice
internal import ReleaseModel
internal import Replication

/// `rail series dates`: the occurrences to come, by the days that `skip`, `reschedule` and `restore` take.
package struct SeriesDates: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "dates", abstract: "List occurrences, by the days that other verbs take.",
        discussion: "Example:  rail series dates Stand-up --from 2026-12-01 --days 31")

    @OptionGroup package var options: GlobalOptions
    @Argument(help: "The series' id or name.") package var id: String
    @Option(help: "The first day, as 2026-11-12 or fri; today where none is given.")
    package var from: String?
    @Option(help: "How many days.") package var days = 92

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        let first = try from.map(session.day) ?? session.today()
        guard let last = first.adding(days: max(0, days - 1)) else { return }
        try session.read { view in
            let series = try ThingFinder(view).find(id, [.series])
            guard let document = try view.document(series) else { return }
            let entries = try view.query(
                "SELECT id FROM calendar_entry WHERE series = ?", [.text(Crockford.text(series))]
            ).compactMap { record in
                try record.text("id").flatMap(ReplicaView.identifier).flatMap(view.document)
            }
            let found = SeriesExpansion.occurrences(
                of: document, within: first...last, overrides: entries)
            if session.output.isJSON {
                try session.output.envelope(
                    "series.dates", try AsOf(view), .array(found.map(json)))
                return
            }
            var table = Table(["day", "takes place", "title", ""], flexible: 2)
            for occurrence in found {
                table.add([
                    occurrence.originalDate.description, occurrence.window.text,
                    occurrence.title, state(occurrence),
                ])
            }
            session.output.table(table)
            if found.isEmpty { session.output.line("nothing from \(first) to \(last)") }
        }
    }

    private func state(_ occurrence: SeriesOccurrence) -> String {
        if occurrence.isArchived { return "archived" }
        if occurrence.isCancelled { return "cancelled" }
        if occurrence.isDetached { return "left over" }
        return occurrence.isChanged ? "changed" : ""
    }

    private func json(_ occurrence: SeriesOccurrence) -> JSONValue {
        .object([
            ("day", .string(occurrence.originalDate.description)),
            ("window", .string(occurrence.window.text)), ("title", .string(occurrence.title)),
            ("state", .string(state(occurrence))),
            (
                "entry",
                .text(occurrence.isChanged ? Crockford.text(occurrence.id) : nil)
            ),
        ])
    }
}
