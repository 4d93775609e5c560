package import ArgumentParser
internal import Causality
internal import Lattice
internal import Projection
internal import ReleaseModel
internal import Replication

/// `rail export ics`: dates for other calendars, as iCalendar (RFC 5545).
package struct ExportCalendar: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "ics", abstract: "Write dates for other calendars, as iCalendar.",
        discussion: """
            Freezes, departures, milestones, releases, entries and series; with --kind only those, and with \
            words or --kind item what is due, as tasks. Times keep their zones. Each thing is known by its \
            identifier, so that a calendar that reads the file again changes what it has. What was called off \
            stays for 90 days, marked as such.
            Example:  rail export ics > releases.ics
            Example:  rail export ics team:nova state:ready > due.ics
            """)

    @OptionGroup package var options: GlobalOptions
    @Option(help: "Only this kind: milestone, freeze, series ...") package var kind: String?
    @OptionGroup package var since: SinceOption
    @Argument(parsing: .allUnrecognized, help: "A filter, as for `rail ls`.")
    package var words: [String] = []

    package init() {}

    private static let dated: [EntityKind] = [
        .train, .release, .milestone, .freeze, .entry, .series,
    ]

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        let environment = session.environment
        try session.read { view in
            let kinds = try kinds()
            let changed = try since.changed(view, session)
            let today = try FieldReading.input(view, environment).today
            var writer = ICalendarWriter(
                zones: environment.zones, zone: environment.zone, today: today)
            let ages = try view.lastChanges()
            for kind in kinds {
                for subject in try subjects(kind, view, session, ages)
                where changed?.contains(subject.document.id) ?? true {
                    if kind == .series {
                        writer.add(subject, changed: try occurrences(of: subject, view, ages))
                    } else {
                        writer.add(subject)
                    }
                }
            }
            let workspace = DerivedIdentifier.workspace(view.replica.workspace)
            let name = try view.document(workspace)?.title ?? "Railyard"
            for line in writer.calendar(named: name) {
                let shown = session.output.terminal.isInteractive ? SafeText.line(line) : line
                session.output.line(shown + "\r")
            }
        }
    }

    private func kinds() throws -> [EntityKind] {
        guard let kind else { return words.isEmpty ? Self.dated : [.item] }
        let named = try ExportKind.named(kind)
        guard named == .item || Self.dated.contains(named) else {
            let known = (Self.dated + [.item]).map(\.name).joined(separator: ", ")
            throw CommandFailure(
                "no-dates", "A \(named.name) has no date.", hint: "Kinds with dates: \(known)",
                status: .usage)
        }
        return [named]
    }

    /// The things of a kind that are not put away; occurrences of a series come with it.
    private func subjects(
        _ kind: EntityKind, _ view: ReplicaView, _ session: Session, _ ages: [EntityID: Int64]
    ) throws -> [ICalendarSubject] {
        var filter = try ListFilter(words, Schema.of(kind), view, session.environment)
        if !filter.names(SharedFields.archived) { filter.require("archived = 0") }
        if kind == .entry { filter.require("series IS NULL") }
        return try subjects(kind, filter.condition, filter.arguments, view, ages)
    }

    /// What was changed of a series, put away or not.
    private func occurrences(
        of series: ICalendarSubject, _ view: ReplicaView, _ ages: [EntityID: Int64]
    ) throws -> [ICalendarSubject] {
        let id = Crockford.text(series.document.id)
        return try subjects(.entry, "series = ?", [.text(id)], view, ages)
    }

    private func subjects(
        _ kind: EntityKind, _ condition: String, _ arguments: [Record.Field], _ view: ReplicaView,
        _ ages: [EntityID: Int64]
    ) throws -> [ICalendarSubject] {
        let table = TypedTable.name(of: kind)
        return try view.query(
            """
            SELECT id, created_at, changed_at FROM "\(table)" WHERE \(condition) ORDER BY id
            """, arguments
        ).compactMap { record in
            guard let id = record.text("id").flatMap(ReplicaView.identifier),
                let document = try view.document(id)
            else { return nil }
            return ICalendarSubject(
                document: document, created: record.integer("created_at") ?? 0,
                changed: max(record.integer("changed_at") ?? 0, ages[id] ?? 0))
        }
    }
}
