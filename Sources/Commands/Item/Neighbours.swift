internal import Causality
internal import ReleaseModel
internal import Replication

/// The items that one waits for and that wait for it, over its own relations and those of its other names.
///
/// Lists ask for counts that are kept; this reads the relations of one item.
struct Neighbours {
    struct Neighbour: Equatable {
        let id: EntityID
        let edge: EntityID
        let state: String
        let title: String
    }

    /// The open items that it waits for.
    private(set) var blockers: [Neighbour] = []
    /// What it waited for and is over.
    private(set) var finished: [Neighbour] = []
    /// What it would wait for, were the relation not suspended.
    private(set) var suspended: [Neighbour] = []
    /// The open items that wait for it.
    private(set) var waiting: [Neighbour] = []

    init(of item: EntityID, _ view: ReplicaView) throws {
        let finder = ThingFinder(view)
        for row in try view.query(Self.relations, [.text(Crockford.text(item))]) {
            guard let edge = Self.identifier(row, "edge"),
                let from = Self.identifier(row, "from_item"),
                let onto = Self.identifier(row, "to_item")
            else { continue }
            let (source, target) = (try finder.survivor(of: from), try finder.survivor(of: onto))
            guard source != target else { continue }
            let other = source == item ? target : source
            let (title, state, isOpen) = try Self.condition(of: other, view)
            let neighbour = Neighbour(id: other, edge: edge, state: state, title: title)
            let isSuspended = row.integer("suspended") == 1
            if target != item {
                if isOpen, !isSuspended { Self.add(neighbour, to: &waiting) }
            } else if isSuspended {
                Self.add(neighbour, to: &suspended)
            } else if isOpen {
                Self.add(neighbour, to: &blockers)
            } else {
                Self.add(neighbour, to: &finished)
            }
        }
        for list in [\Self.blockers, \.finished, \.suspended, \.waiting] {
            self[keyPath: list].sort { ($0.title, $0.id) < ($1.title, $1.id) }
        }
    }

    private static let relations = """
        WITH RECURSIVE name(own) AS (
          VALUES (?) UNION SELECT id FROM item JOIN name ON merged_into = own)
        SELECT id AS edge, from_item, to_item, id IN (SELECT id FROM suspended_edge) AS suspended
        FROM edge
        WHERE (from_item IN (SELECT own FROM name) OR to_item IN (SELECT own FROM name))
          AND kind = 'blocks' AND archived = 0
          AND EXISTS (SELECT 1 FROM element WHERE entity = edge.n AND field = 'presence')
        ORDER BY id
        """

    private static func condition(
        of item: EntityID, _ view: ReplicaView
    ) throws -> (title: String, state: String, isOpen: Bool) {
        let row = try view.query(
            "SELECT title, state, archived FROM item WHERE n = (SELECT n FROM entity WHERE id = ?)",
            [.bytes(item.bytes)]
        ).first
        guard let row, let state = row.text("state") else { return ("", "pending", false) }
        let title = row.text("title") ?? ""
        guard row.integer("archived") == 0 else { return (title, "archived", false) }
        return (title, state, !Readiness.finishedStates.contains(state))
    }

    /// Two names of one item may say the same.
    private static func add(_ neighbour: Neighbour, to list: inout [Neighbour]) {
        guard !list.contains(where: { $0.id == neighbour.id }) else { return }
        list.append(neighbour)
    }

    private static func identifier(_ row: Record, _ column: String) -> EntityID? {
        row.text(column).flatMap(ReplicaView.identifier)
    }
}
