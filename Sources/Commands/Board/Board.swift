internal import Causality
internal import Replication

/// A board as it is shown and told: columns by state, cut into lanes where that is asked for.
struct Board {
    struct Column {
        let state: String
        let count: Int
        let limit: Int?

        var isOver: Bool { limit.map { count > $0 } ?? false }
    }

    struct Lane {
        /// What the field of the lane holds, nil where it holds nothing.
        let value: String?
        let name: String
        let count: Int
        /// One a column, in the order of the columns.
        var cells: [Cell]
    }

    /// What stands in one column of one lane.
    struct Cell {
        let count: Int
        var cards: [Card] = []

        var hidden: Int { count - cards.count }
    }

    struct Card {
        let record: Record
        /// The shortest name that a command takes.
        let id: String
        let who: String
        let marks: [ItemMark]

        var title: String { record.text("title") ?? "" }
        var priority: String { record.text("priority") ?? "" }
    }

    let columns: [Column]
    /// One without a name where the board is not cut.
    let lanes: [Lane]
    /// Lanes that are not shown, and what is in them.
    let hiddenLanes: (count: Int, items: Int)
    /// What the lanes are of; nil where the board is not cut.
    let laneField: String?

    var marks: Set<ItemMark> {
        Set(lanes.flatMap { $0.cells.flatMap { $0.cards.flatMap(\.marks) } })
    }

    var isEmpty: Bool { lanes.allSatisfy { $0.count == 0 } }

    var total: Int { columns.reduce(0) { $0 + $1.count } }

    /// The same without the columns that hold nothing and should not hold anything.
    var withoutEmptyColumns: Board {
        let kept = columns.indices.filter { columns[$0].count > 0 || columns[$0].limit != nil }
        guard !kept.isEmpty else { return self }
        return Board(
            columns: kept.map { columns[$0] },
            lanes: lanes.map { lane in
                Lane(
                    value: lane.value, name: lane.name, count: lane.count,
                    cells: kept.map { lane.cells[$0] })
            }, hiddenLanes: hiddenLanes, laneField: laneField)
    }

    /// One record a column, of each lane.
    var json: [JSONValue] {
        lanes.flatMap { lane in
            zip(columns, lane.cells).map { column, cell in
                var members: [(String, JSONValue)] = [("state", .string(column.state))]
                if let laneField {
                    members += [
                        ("lane", .string(laneField)), ("laneValue", .text(lane.value)),
                        ("laneName", .string(lane.name)),
                    ]
                }
                members += [
                    ("count", .number(Int64(cell.count))),
                    ("columnCount", .number(Int64(column.count))),
                    ("limit", .integer(column.limit.map { Int64($0) })),
                    ("over", .bool(column.isOver)), ("cards", .array(cell.cards.map(\.json))),
                ]
                return .object(members)
            }
        }
    }

    /// Says for programs that not everything that is counted is told.
    var problems: [JSONValue] {
        let cards = lanes.reduce(0) { $0 + $1.cells.reduce(0) { $0 + $1.cards.count } }
        guard cards < total else { return [] }
        let sentence = "\(cards) of \(total) cards; words narrow the board, --cards shows more"
        return [.object([("code", .string("list-cut")), ("message", .string(sentence))])]
    }
}

extension Board.Card {
    var json: JSONValue {
        .object(
            ["id", "title", "priority", "assignee", "team", "due"].map {
                ($0, JSONValue(record[$0]))
            } + ItemMark.allCases.map { ($0.rawValue, .bool(marks.contains($0))) })
    }
}
