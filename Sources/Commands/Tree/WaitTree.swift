internal import Causality
internal import ReleaseModel
internal import Replication

/// What waits for what: under an item stands what it waits for, the longest way first.
struct WaitTree {
    private let view: ReplicaView
    private let path: CriticalPath
    /// Shows what it waited for too.
    private let all: Bool

    init(_ view: ReplicaView, _ path: CriticalPath, all: Bool) {
        self.view = view
        self.path = path
        self.all = all
    }

    /// What waits for something while nothing waits for it.
    static let ends = "\(Backlog.open) AND blockers > 0 AND waiting = 0"

    static func roots(_ view: ReplicaView, limit: Int?) throws -> [TreeWalk.Step] {
        try view.query(
            """
            SELECT id FROM item WHERE \(ends) \(Backlog.order)\(limit.map { " LIMIT \($0)" } ?? "")
            """
        ).compactMap { row in
            row.text("id").flatMap(ReplicaView.identifier).map { ($0, .root) }
        }
    }

    /// More are not named one by one: SQLite takes a bounded number of arguments.
    private static let namedMax = 500

    /// The critical path of some roots, found without a look at what only others wait for.
    static func path(_ view: ReplicaView, from roots: [EntityID]) throws -> CriticalPath {
        guard roots.count <= namedMax else { return try CriticalPath(view, from: ends, []) }
        let marks = roots.map { _ in "?" }.joined(separator: ", ")
        return try CriticalPath(
            view, from: "n IN (SELECT n FROM entity WHERE id IN (\(marks)))",
            roots.map { .bytes($0.bytes) })
    }

    func blockers(of item: EntityID) throws -> [TreeWalk.Step] {
        let neighbours = try Neighbours(of: item, view)
        let open = neighbours.blockers.map(\.id)
        let first = open.filter { path.isCritical($0, for: item) }
        let steps = (first + open.filter { !first.contains($0) }).map { ($0, TreeTie.blocks) }
        let finished = all ? neighbours.finished.map { ($0.id, TreeTie.blocks) } : []
        return steps + finished + neighbours.suspended.map { ($0.id, TreeTie.suspended) }
    }
}
