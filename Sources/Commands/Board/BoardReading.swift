internal import Causality
internal import ReleaseModel
internal import Replication

/// Reads a board: counts of all that is on it, and of each column the first cards.
struct BoardReading {
    let view: ReplicaView
    let filter: ListFilter
    /// Whether the filter lets through nothing but what is open, which has an index in the order of the list.
    let isOpen: Bool
    let states: [String]
    let lane: BoardLane?
    let limits: BoardLimits
    /// Cards of a column, in each lane.
    let cards: Int
    /// Nil for all.
    let lanesMax: Int?

    private static let columns = """
        item.id, title, state, priority, assignee, team, due, item.contested, blockers
        """

    /// What was finished last stands on top, since nobody ranks it any more.
    private static let finishedOrder = "ORDER BY item.changed_at DESC, item.id"

    func board() throws -> Board {
        let counts = try counts()
        let totals = Dictionary(counts.map { ($0.state, $0.count) }, uniquingKeysWith: +)
        let columns = states.map {
            Board.Column(state: $0, count: totals[$0] ?? 0, limit: limits[$0])
        }
        let all = lanes(counts)
        let shown = shown(all)
        let hidden = all.count - shown.count
        let records = try lane == nil ? plain(columns) : cut(shown)
        return Board(
            columns: columns, lanes: try filled(shown, records),
            hiddenLanes: (
                hidden,
                all.reduce(0) { $0 + $1.count } - shown.reduce(0) { $0 + $1.count }
            ),
            laneField: lane?.field.name)
    }

    // Counts

    private typealias Count = (value: String?, state: String, count: Int)

    private func counts() throws -> [Count] {
        let lane = lane.map { ", \($0.sql) AS lane" } ?? ""
        let group = self.lane == nil ? "" : ", lane"
        return try view.query(
            """
            SELECT state, count(*) AS items\(lane) FROM item WHERE \(filter.condition)
            GROUP BY state\(group)
            """, filter.arguments
        ).compactMap { row in
            guard let state = row.text("state"), states.contains(state) else { return nil }
            return (row.text("lane"), state, Int(row.integer("items") ?? 0))
        }
    }

    private func lanes(_ counts: [Count]) -> [Board.Lane] {
        let empty = states.map { _ in Board.Cell(count: 0) }
        guard let lane else {
            let cells = states.map { state in
                Board.Cell(count: counts.first { $0.state == state }?.count ?? 0)
            }
            let total = cells.reduce(0) { $0 + $1.count }
            return [Board.Lane(value: nil, name: "", count: total, cells: cells)]
        }
        let names = ThingNames(view)
        let lanes = Dictionary(grouping: counts, by: \.value).map { value, counts in
            var cells = empty
            for count in counts {
                guard let place = states.firstIndex(of: count.state) else { continue }
                cells[place] = Board.Cell(count: count.count)
            }
            return Board.Lane(
                value: value, name: lane.name(of: value, names),
                count: counts.reduce(0) { $0 + $1.count }, cells: cells)
        }
        return lanes.sorted { lane.isBefore(($0.value, $0.name), ($1.value, $1.name)) }
    }

    /// The lanes that hold most, in their order.
    private func shown(_ lanes: [Board.Lane]) -> [Board.Lane] {
        guard let lanesMax, lanes.count > lanesMax else { return lanes }
        let most = lanes.indices.sorted { (lanes[$1].count, $0) < (lanes[$0].count, $1) }
            .prefix(lanesMax)
        return most.sorted().map { lanes[$0] }
    }

    // Cards

    /// The first cards of each column, each found in the cheaper of two ways.
    ///
    /// To walk the backlog until so many are found passes over all others; to sort a column reads all of it.
    private func plain(_ columns: [Board.Column]) throws -> [Record] {
        let total = columns.reduce(0) { $0 + $1.count }
        return try columns.filter { $0.count > 0 }.flatMap { column in
            let isWalk = isOpen && column.count > cards * total / column.count
            let index = isWalk ? " INDEXED BY \(Backlog.index)" : ""
            return try view.query(
                """
                SELECT \(Self.columns) FROM item\(index)
                WHERE \(filter.condition) AND state = ? \(Self.order(column.state)) LIMIT ?
                """, filter.arguments + [.text(column.state), .integer(Int64(cards))])
        }
    }

    /// The first cards of each column of each lane, in one pass over what is on the board.
    private func cut(_ lanes: [Board.Lane]) throws -> [Record] {
        guard let lane, !lanes.isEmpty else { return [] }
        let values = lanes.compactMap(\.value).map { Record.Field.text($0) }
        let marks = values.map { _ in "?" }.joined(separator: ", ")
        let states = states.map { "'\($0)'" }.joined(separator: ", ")
        let finished = Readiness.finishedStates.map { "'\($0)'" }.joined(separator: ", ")
        return try view.query(
            """
            SELECT \(Self.columns), \(lane.sql) AS lane FROM (
              SELECT n AS found, row_number() OVER (
                PARTITION BY state, \(lane.sql)
                ORDER BY CASE WHEN state IN (\(finished)) THEN -changed_at END,
                  \(Backlog.order.dropFirst("ORDER BY ".count))) AS place
              FROM item
              WHERE \(filter.condition) AND state IN (\(states))
                AND (\(lane.sql) IS NULL OR \(lane.sql) IN (\(marks))))
            JOIN item ON item.n = found WHERE place <= ? ORDER BY place
            """, filter.arguments + values + [.integer(Int64(cards))])
    }

    private static func order(_ state: String) -> String {
        Readiness.finishedStates.contains(state) ? finishedOrder : Backlog.order
    }

    private func filled(_ lanes: [Board.Lane], _ records: [Record]) throws -> [Board.Lane] {
        let people = EntityNames(view, records: records, columns: ["assignee"])
        let names = ThingNames(view)
        let unsynced = try UnsyncedWrites(view)
        let places = Dictionary(
            lanes.enumerated().map { ($1.value, $0) }, uniquingKeysWith: { first, _ in first })
        var lanes = lanes
        for record in records {
            guard let id = record.text("id").flatMap(ReplicaView.identifier),
                let column = states.firstIndex(of: record.text("state") ?? ""),
                let place = places[record.text("lane")]
            else { continue }
            lanes[place].cells[column].cards.append(
                Board.Card(
                    record: record, id: names.id(id), who: people.text(record, "assignee"),
                    marks: try marks(of: record, id, unsynced)))
        }
        return lanes
    }

    private func marks(
        of record: Record, _ id: EntityID, _ unsynced: UnsyncedWrites?
    ) throws -> [ItemMark] {
        var marks: [ItemMark] = []
        if record.integer("blockers") ?? 0 > 0 { marks.append(.blocked) }
        if record.integer("contested") == 1 { marks.append(.contested) }
        if let unsynced, let document = try view.document(id), unsynced.holds(document) {
            marks.append(.unsynced)
        }
        return marks
    }
}
