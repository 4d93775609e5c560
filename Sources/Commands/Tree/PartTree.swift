internal import Causality
internal import ReleaseModel
internal import Replication

/// What stands below what: the parts of an item, and theirs.
///
/// What is finished or archived is left out, unless something open stands below it.
struct PartTree {
    private let view: ReplicaView
    private let condition: String

    init(_ view: ReplicaView, all: Bool) {
        self.view = view
        condition =
            "\(Backlog.own) AND (\(all ? "archived = 0" : Backlog.open) OR \(Self.holdsOpen))"
    }

    private static let holdsOpen = """
        EXISTS (
          WITH RECURSIVE below(name, found) AS (
            SELECT part.id, part.open FROM item AS part WHERE part.parent = item.id
            UNION SELECT part.id, part.open FROM below JOIN item AS part ON part.parent = name)
          SELECT 1 FROM below WHERE found = 1)
        """

    /// The items that are a part of nothing and have parts.
    func roots(limit: Int?) throws -> [TreeWalk.Step] {
        try steps(
            """
            parent IS NULL AND id IN (SELECT parent FROM item WHERE parent IS NOT NULL)
              AND \(condition) \(Backlog.order)\(limit.map { " LIMIT \($0)" } ?? "")
            """, [], .root)
    }

    func parts(of item: EntityID) throws -> [TreeWalk.Step] {
        try steps(
            "\(Self.isPart) AND \(condition) \(Backlog.order)", [.text(Crockford.text(item))],
            .parent)
    }

    /// How many parts it has, and how many of them are done.
    func progress(of item: EntityID) throws -> (parts: Int, done: Int) {
        let row = try view.query(
            """
            SELECT count(*) AS parts, coalesce(sum(state = 'done'), 0) AS done FROM item
            WHERE \(Self.isPart) AND archived = 0 AND \(Backlog.own)
            """, [.text(Crockford.text(item))]
        ).first
        return (Int(row?.integer("parts") ?? 0), Int(row?.integer("done") ?? 0))
    }

    /// What was put below another name of it is below it.
    private static let isPart = """
        (parent = ?1 OR parent IN (SELECT name.id FROM item AS name WHERE name.stands_for = ?1))
        """

    private func steps(
        _ condition: String, _ arguments: [Record.Field], _ tie: TreeTie
    ) throws -> [TreeWalk.Step] {
        try view.query("SELECT id FROM item WHERE \(condition)", arguments).compactMap { row in
            row.text("id").flatMap(ReplicaView.identifier).map { ($0, tie) }
        }
    }
}
