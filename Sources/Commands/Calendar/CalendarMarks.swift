internal import Causality
internal import Lattice
internal import ReleaseModel
internal import Replication

/// Gathers everything that the workspace's calendar shows.
struct CalendarMarks {
    private let view: ReplicaView
    private let environment: ReplicaEnvironment

    init(_ view: ReplicaView, _ environment: ReplicaEnvironment) {
        self.view = view
        self.environment = environment
    }

    /// All marks that lie on a span of days as clocks in any of the zones show it, by their beginning.
    func marks(within span: ClosedRange<CivilDate>, in zones: [String]) throws -> [CalendarMark] {
        let marks = try freezes() + departures() + milestones() + releases() + entries(span)
        let touching = marks.filter { mark in
            zones.contains { zone in days(of: mark, in: zone).map(span.overlaps) ?? false }
        }
        return touching.sorted {
            (start($0.window), $0.title, $0.id) < (start($1.window), $1.title, $1.id)
        }
    }

    private func start(_ window: Window) -> Int {
        window.start.start(environment.zones, reader: environment.zone) ?? 0
    }

    /// The days, in a zone, that a mark covers.
    ///
    /// A day stays the day it is, wherever its reader is; but a freeze covers all that it binds.
    func days(of mark: CalendarMark, in zone: String) -> ClosedRange<CivilDate>? {
        if mark.kind != .freeze || !mark.window.isBound {
            guard case .local = mark.window.start else {
                return mark.window.start.date...mark.window.end.date
            }
        }
        guard let interval = mark.window.interval(environment.zones, reader: zone),
            let first = environment.zones.local(of: interval.lowerBound, in: zone)?.date,
            let last = environment.zones.local(
                of: max(interval.lowerBound, interval.upperBound - 1), in: zone)?.date
        else { return nil }
        return first...last
    }

    /// The day on which each train leaves, in a zone, whenever that is, ascending.
    func departures(in zone: String) throws -> [CivilDate] {
        try departures().compactMap { days(of: $0, in: zone)?.lowerBound }.sorted()
    }

    private func documents(_ sql: String) throws -> [Document] {
        try view.query(sql).compactMap { record in
            try record.text("id").flatMap(ReplicaView.identifier).flatMap {
                try view.document($0)
            }
        }
    }

    private func freezes() throws -> [CalendarMark] {
        try documents("SELECT id FROM freeze WHERE archived = 0 AND state = 'in-force'")
            .compactMap { document in
                let force = FreezeWindow.inForce(document, zones: environment.zones, reader: nil)
                guard let force else { return nil }
                return CalendarMark(
                    kind: .freeze, id: document.id, title: document.title ?? "",
                    window: force.window, note: force.isUnion ? "union of two windows" : "")
            }
    }

    private func departures() throws -> [CalendarMark] {
        try documents("SELECT id FROM train WHERE archived = 0 AND departure IS NOT NULL")
            .compactMap { document in
                let brake = document.value(Train.brake)?.parts.first?.string
                return mark(
                    .departure, document, document.value(Train.departure),
                    note: brake == nil || brake == "free" ? "" : brake ?? "")
            }
    }

    private func milestones() throws -> [CalendarMark] {
        try documents("SELECT id FROM milestone WHERE archived = 0 AND when_ IS NOT NULL")
            .compactMap { mark(.milestone, $0, $0.value(Milestone.when), note: "") }
    }

    private func releases() throws -> [CalendarMark] {
        let blocked = Set(try view.cards().filter { $0.kind == .freeze }.map(\.subjects[0]))
        return try documents(
            "SELECT id FROM \"release\" WHERE archived = 0 AND window_start IS NOT NULL"
        ).compactMap { document in
            guard let window = document.value(Release.window).flatMap({ Window($0) }) else {
                return nil
            }
            let service = try document.value(Release.service)?.entityValue.flatMap {
                try view.document($0)?.title
            }
            return CalendarMark(
                kind: .release, id: document.id,
                title: [service, document.title].compactMap { $0 }.joined(separator: " "),
                window: window,
                note: blocked.contains(document.id) ? "blocked by a freeze" : "")
        }
    }

    private func entries(_ span: ClosedRange<CivilDate>) throws -> [CalendarMark] {
        let entries = try documents("SELECT id FROM calendar_entry")
        var marks = entries.filter {
            $0.value(CalendarEntry.series) == nil && !ArchiveClash.isArchived($0)
        }.compactMap { document in
            document.value(CalendarEntry.when).flatMap { Window($0) }.map { window in
                CalendarMark(
                    kind: .entry, id: document.id, title: document.title ?? "", window: window,
                    note: document.string(CalendarEntry.state) ?? "")
            }
        }
        // What begins two days off by its own clocks can lie on a day of the span by another's.
        let start = span.lowerBound.adding(days: -2) ?? span.lowerBound
        let end = span.upperBound.adding(days: 2) ?? span.upperBound
        let changed = Dictionary(grouping: entries) { $0.value(CalendarEntry.series)?.entityValue }
        for series in try documents("SELECT id FROM series WHERE archived = 0") {
            let found = SeriesExpansion.occurrences(
                of: series, within: start...end, overrides: changed[series.id] ?? [])
            marks += found.filter { !$0.isArchived }.map(mark)
        }
        return marks
    }

    private func mark(_ occurrence: SeriesOccurrence) -> CalendarMark {
        let note =
            occurrence.isCancelled
            ? "cancelled"
            : occurrence.isDetached ? "left over" : occurrence.isChanged ? "changed" : ""
        return CalendarMark(
            kind: .entry, id: occurrence.isChanged ? occurrence.id : occurrence.series,
            title: occurrence.title, window: occurrence.window, note: note,
            occurrence: occurrence)
    }

    private func mark(
        _ kind: CalendarMark.Kind, _ document: Document, _ value: Value?, note: String
    ) -> CalendarMark? {
        guard let moment = value.flatMap({ Moment($0) }),
            let window = Window(start: moment, end: moment)
        else { return nil }
        return CalendarMark(
            kind: kind, id: document.id, title: document.title ?? "", window: window, note: note)
    }
}

extension Window {
    /// Says whether its days are those of one zone, or of all, and not of whoever reads.
    fileprivate var isBound: Bool {
        if case .date(_, .regional) = start { false } else { true }
    }
}
