internal import Causality
internal import Lattice
internal import ReleaseModel
internal import Replication

/// Reads the rows of a timeline: trains with their releases, or teams.
struct TimelinePlan {
    private(set) var rows: [TimelineRow] = []
    private(set) var freezes: [TimelineFreeze] = []
    /// Rows that have nothing in the span.
    private(set) var empty = 0

    private let view: ReplicaView
    private let zones: any ZoneRules
    private let reader: String

    init(_ view: ReplicaView, _ session: Session, byTeam: Bool, within span: Range<Int>) throws {
        self.view = view
        zones = session.environment.zones
        reader = session.zones[0]
        // A train is shown over its releases, also where it has nothing else in the span.
        for group in try byTeam ? teams() : trains() {
            let below = group.dropFirst().filter { $0.touches(span) }
            guard let first = group.first, first.touches(span) || !below.isEmpty else {
                empty += 1
                continue
            }
            rows += [first] + below
        }
        freezes = try documents("SELECT id FROM freeze WHERE archived = 0 AND state = 'in-force'")
            .compactMap(freeze).filter { $0.span.overlaps(span) }
            .sorted { ($0.span.lowerBound, $0.title) < ($1.span.lowerBound, $1.title) }
    }

    // Trains

    /// Each with its releases behind it.
    private func trains() throws -> [[TimelineRow]] {
        var groups: [[TimelineRow]] = []
        for train in try documents(
            """
            SELECT id FROM train WHERE archived = 0
            ORDER BY departure_utc IS NULL, departure_utc, name, id
            """)
        {
            let id = Crockford.text(train.id)
            var row = TimelineRow(name: train.title ?? "", depth: 0, scope: [train.id])
            let milestones = try documents(
                "SELECT id FROM milestone WHERE train = ? AND archived = 0 ORDER BY when_utc, id",
                [.text(id)])
            row.brake = Self.brake(train, Train.brake)
            row.marks = milestones.compactMap { mark(.milestone, $0, Milestone.when) }
            let departure = mark(.departure, train, Train.departure)
            row.marks += [departure].compactMap { $0 }
            row.bars = phases(of: train, milestones, until: departure?.at)
            groups.append([row] + (try releases("train = ?", [.text(id)], depth: 1)))
        }
        var free = TimelineRow(name: "no train", depth: 0, scope: [])
        free.marks = try documents(
            "SELECT id FROM milestone WHERE train IS NULL AND archived = 0 ORDER BY when_utc, id"
        ).compactMap { mark(.milestone, $0, Milestone.when) }
        let alone = try releases("train IS NULL", [], depth: 0).map { [$0] }
        return groups + (free.marks.isEmpty ? [] : [[free]]) + alone
    }

    private func phases(
        of train: Document, _ milestones: [Document], until departure: Int?
    ) -> [TimelineRow.Bar] {
        var ends: [String: Int] = [:]
        for milestone in milestones {
            guard let kind = milestone.string(Milestone.kind), ends[kind] == nil,
                let end = moment(milestone, Milestone.when)?.end(zones, reader: reader)
            else { continue }
            ends[kind] = end
        }
        let made = Int(clamping: (train.creation?.stamp.milliseconds ?? 0) / 60_000)
        return TrainPhases(from: made, until: departure, ends).stretches.map { stretch in
            TimelineRow.Bar(
                id: train.id, isPhase: true, title: stretch.phase, span: stretch.span,
                letter: String(stretch.phase.prefix(1)))
        }
    }

    // Releases and teams

    private func releases(
        _ condition: String, _ arguments: [Record.Field], depth: Int
    ) throws -> [TimelineRow] {
        try documents(
            """
            SELECT id FROM "release" WHERE \(condition) AND archived = 0
              AND window_start IS NOT NULL ORDER BY window_start, version, id
            """, arguments
        ).compactMap { release in
            guard let bar = try bar(release) else { return nil }
            let train = release.value(Release.train)?.entityValue
            let service = release.value(Release.service)?.entityValue
            let team = try service.flatMap { try view.document($0) }?
                .value(Service.team)?.entityValue
            var row = TimelineRow(
                name: bar.title, depth: depth,
                scope: Set([release.id, train, service, team].compactMap { $0 }))
            row.brake = Self.brake(release, Release.brake)
            row.bars = [bar]
            return row
        }
    }

    private func bar(_ release: Document) throws -> TimelineRow.Bar? {
        guard let window = release.value(Release.window).flatMap({ Window($0) }),
            let span = window.interval(zones, reader: reader)
        else { return nil }
        let service = try release.value(Release.service)?.entityValue.flatMap {
            try view.document($0)?.title
        }
        return TimelineRow.Bar(
            id: release.id, isPhase: false,
            title: [service, release.title].compactMap { $0 }.joined(separator: " "), span: span,
            letter: CalendarMark.Kind.release.rawValue)
    }

    private func teams() throws -> [[TimelineRow]] {
        let releases = try self.releases("1", [], depth: 0)
        let milestones = try documents(
            "SELECT id FROM milestone WHERE archived = 0 AND when_ IS NOT NULL ORDER BY when_utc, id"
        )
        return try documents("SELECT id FROM team WHERE archived = 0 ORDER BY name, id").map {
            team in
            var row = TimelineRow(name: team.title ?? "", depth: 0, scope: [team.id])
            row.bars = releases.filter { $0.scope.contains(team.id) }.flatMap(\.bars)
            row.marks = milestones.filter { milestone in
                milestone.elements(Milestone.teams).contains { $0.entityValue == team.id }
            }.compactMap { mark(.milestone, $0, Milestone.when) }
            return [row]
        }
    }

    // What they have in common

    private func mark(
        _ kind: CalendarMark.Kind, _ document: Document, _ field: FieldDefinition
    ) -> TimelineRow.Mark? {
        guard let at = moment(document, field)?.start(zones, reader: reader) else { return nil }
        return TimelineRow.Mark(id: document.id, kind: kind, title: document.title ?? "", at: at)
    }

    private static func brake(_ document: Document, _ field: FieldDefinition) -> String {
        let pulled = document.value(field)?.parts.first?.string ?? ""
        return pulled == "free" ? "" : pulled
    }

    private func moment(_ document: Document, _ field: FieldDefinition) -> Moment? {
        document.value(field).flatMap { Moment($0) }
    }

    private func freeze(_ document: Document) -> TimelineFreeze? {
        guard let force = FreezeWindow.inForce(document, zones: zones, reader: nil),
            let span = force.window.interval(zones, reader: reader)
        else { return nil }
        return TimelineFreeze(
            id: document.id, title: document.title ?? "", span: span,
            scope: Set(document.elements(Freeze.scope).compactMap(\.entityValue)))
    }

    private func documents(
        _ sql: String, _ arguments: [Record.Field] = []
    ) throws -> [Document] {
        try view.query(sql, arguments).compactMap { record in
            try record.text("id").flatMap(ReplicaView.identifier).flatMap {
                try view.document($0)
            }
        }
    }
}
