internal import Causality
internal import ReleaseModel
internal import Replication

/// The rows of a tree with what is said of each.
struct ItemTreePage {
    struct Row {
        let place: TreeRow
        /// The shortest name that a command takes.
        let name: String
        let title: String
        let state: String
        let size: Int64?
        let team: String?
        /// The name of its team, where what it stands under belongs to another.
        let otherTeam: String?
        let isCritical: Bool
        let marks: [ItemMark]
        /// Parts and how many of them are done; nil in a tree of what waits for what.
        let progress: (parts: Int, done: Int)?
    }

    private(set) var rows: [Row] = []

    private let view: ReplicaView
    private let names: ThingNames
    private var teams: [EntityID: EntityID] = [:]

    init(
        _ places: [TreeRow], _ view: ReplicaView, _ path: CriticalPath, parts: PartTree?
    ) throws {
        self.view = view
        names = ThingNames(view)
        var critical: Set<EntityID> = []
        for place in places {
            // The way goes on only from what is on it.
            let isCritical =
                place.tie == .blocks
                && place.under.map { under in
                    path.isCritical(place.id, for: under)
                        && (critical.contains(under) || place.depth == 1)
                } ?? false
            if isCritical { critical.insert(place.id) }
            rows.append(
                try row(place, isCritical: isCritical, progress: parts?.progress(of: place.id)))
        }
    }

    var hasCritical: Bool { rows.contains(where: \.isCritical) }
    var hasSuspended: Bool { rows.contains { $0.place.tie == .suspended } }
    var hasOtherTeam: Bool { rows.contains { $0.otherTeam != nil } }
    var hidden: Int { rows.reduce(0) { $0 + $1.place.hidden } }

    private mutating func row(
        _ place: TreeRow, isCritical: Bool, progress: (parts: Int, done: Int)?
    ) throws -> Row {
        let record = try view.query(
            """
            SELECT title, state, size, team, archived, contested, blockers FROM item
            WHERE n = (SELECT n FROM entity WHERE id = ?)
            """, [.bytes(place.id.bytes)]
        ).first
        let team = record?.text("team").flatMap(ReplicaView.identifier)
        teams[place.id] = team
        let above = place.under.flatMap { teams[$0] }
        let isOther = place.tie != .parent && team != nil && above != nil && team != above
        var marks: [ItemMark] = []
        if progress != nil, record?.integer("blockers") ?? 0 > 0 { marks.append(.blocked) }
        if record?.integer("contested") == 1 { marks.append(.contested) }
        let isArchived = record?.integer("archived") == 1
        return Row(
            place: place, name: names.id(place.id), title: record?.text("title") ?? "",
            state: isArchived ? "archived" : record?.text("state") ?? "pending",
            size: record?.integer("size"), team: team.map(names.short),
            otherTeam: isOther ? team.map(names.short) : nil, isCritical: isCritical,
            marks: marks, progress: progress.flatMap { $0.parts > 0 ? $0 : nil })
    }

    var json: [JSONValue] {
        rows.map { row in
            .object([
                ("id", .string(Crockford.text(row.place.id))), ("title", .string(row.title)),
                ("state", .string(row.state)), ("size", .integer(row.size)),
                ("team", .text(row.team)), ("depth", .number(Int64(row.place.depth))),
                ("tie", .string(row.place.tie.rawValue)),
                ("under", .text(row.place.under.map { Crockford.text($0) })),
                ("critical", .bool(row.isCritical)),
                ("otherTeam", .bool(row.otherTeam != nil)),
                ("repeated", .bool(row.place.isRepeated)),
                ("hidden", .number(Int64(row.place.hidden))),
                ("parts", .integer(row.progress.map { Int64($0.parts) })),
                ("done", .integer(row.progress.map { Int64($0.done) })),
                ("contested", .bool(row.marks.contains(.contested))),
            ])
        }
    }
}
