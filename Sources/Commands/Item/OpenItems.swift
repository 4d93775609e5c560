internal import Causality
internal import Projection
internal import ReleaseModel
internal import Replication

/// Open items that words narrow, with what each waits for and what waits for it.
struct OpenItems {
    private let view: ReplicaView
    private var filter: ListFilter

    init(_ words: [String], _ view: ReplicaView, _ session: Session) throws {
        self.view = view
        filter = try session.filter(words, Item.schema, view)
        filter.require(Backlog.open)
    }

    mutating func require(_ condition: String, _ arguments: [Record.Field] = []) {
        filter.require(condition, arguments)
    }

    private static let columns = """
        id, title, state, type, priority, assignee, team, due, milestone,
          train, "release", created_at, contested, blockers, waiting,
          CASE WHEN blockers > 0 THEN (
            SELECT group_concat(DISTINCT name) FROM wait JOIN entity ON entity.n = blocker
            WHERE waiter = item.n) END AS waits_for
        """

    func page(_ order: String, walking index: String, limit: Int?) throws -> ListPage {
        try ListPage(
            view, Self.columns, from: "item", where: filter.condition, order: order,
            walking: index, filter.arguments, limit: limit)
    }

    /// So many rows, the highest first of what a number made of a row says; `bound` is above that number.
    func highest(
        _ bound: String, _ arguments: [Record.Field], count: Int
    ) throws -> [Record] {
        try view.query(
            """
            SELECT \(Self.columns), bound FROM (
              SELECT n AS found, CAST(\(bound) + 1 AS INTEGER) AS bound FROM item WHERE \(filter.condition)
              ORDER BY bound DESC, id LIMIT \(count))
            JOIN item ON item.n = found ORDER BY bound DESC, id
            """, arguments + filter.arguments)
    }

    /// The reader as the table writes people.
    static func reader(_ view: ReplicaView) throws -> String {
        Crockford.text(EntityID(try view.member()))
    }

    /// The items that one waits for, in the order of their identifiers.
    static func blockers(_ record: Record) -> [EntityID] {
        (record.text("waits_for") ?? "").split(separator: ",")
            .compactMap { ReplicaView.identifier(String($0)) }.sorted()
    }

    /// What programs read of one item, as every list of open items says it.
    static func json(_ record: Record) -> [(String, JSONValue)] {
        ["id", "title", "state", "priority", "assignee", "team", "due", "contested"].map {
            ($0, JSONValue(record[$0]))
        } + [
            ("waitsFor", .array(blockers(record).map { .string(Crockford.text($0)) })),
            ("waiting", JSONValue(record["waiting"])),
        ]
    }
}

extension EntityID {
    /// The person that a member is.
    init(_ member: MemberID) { self.init(high: member.high, low: member.low) }
}
