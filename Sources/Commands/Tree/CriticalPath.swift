internal import Causality
internal import Replication

/// The longest way through what an item waits for, by the sizes of the items on it.
///
/// An item without a size counts as 1: nobody said that it is nothing.
struct CriticalPath {
    /// From what waits to the one that it waits for the longest.
    private var next: [EntityID: EntityID] = [:]
    private var starts: Set<EntityID> = []
    private var sizes: [EntityID: Int] = [:]
    /// Whether there were too many relations to look at.
    private(set) var isLeftOut = false

    /// To look at more relations takes longer than people wait.
    static let tiesMax = 50_000

    /// Nothing is critical.
    init() {}

    /// Finds it for items that a condition over the item table lets through.
    init(
        _ view: ReplicaView, from condition: String, _ arguments: [Record.Field],
        tiesMax: Int = Self.tiesMax
    ) throws {
        let reach = """
            WITH RECURSIVE reach(found) AS (
              SELECT n FROM item WHERE \(condition)
              UNION SELECT blocker FROM wait JOIN reach ON waiter = found)
            """
        let ties = try view.query(
            """
            \(reach) SELECT waiter, blocker FROM reach CROSS JOIN wait ON waiter = found
            LIMIT \(tiesMax + 1)
            """, arguments)
        guard ties.count <= tiesMax else {
            isLeftOut = true
            return
        }
        var names: [Int64: EntityID] = [:]
        for row in try view.query(
            "\(reach) SELECT n, id, size FROM reach JOIN item ON n = found", arguments)
        {
            guard let number = row.integer("n"),
                let id = row.text("id").flatMap(ReplicaView.identifier)
            else { continue }
            names[number] = id
            sizes[id] = max(0, Int(clamping: row.integer("size") ?? 1))
        }
        var blockers: [EntityID: [EntityID]] = [:]
        for tie in ties {
            guard let waiter = tie.integer("waiter").flatMap({ names[$0] }),
                let blocker = tie.integer("blocker").flatMap({ names[$0] })
            else { continue }
            blockers[waiter, default: []].append(blocker)
        }
        measure(blockers)
    }

    init(_ sizes: [EntityID: Int], _ blockers: [EntityID: [EntityID]]) {
        self.sizes = sizes
        measure(blockers)
    }

    /// The items on the way from one, itself first, and what they add up to.
    func way(from item: EntityID) -> (items: [EntityID], size: Int) {
        var items = [item]
        while let after = items.last.flatMap({ next[$0] }), items.count <= sizes.count {
            items.append(after)
        }
        return (items, items.reduce(0) { Self.sum($0, sizes[$1] ?? 0) })
    }

    /// Says whether one is what another waits for the longest.
    func isCritical(_ blocker: EntityID, for waiter: EntityID) -> Bool { next[waiter] == blocker }

    /// Finds for every item the blocker behind which the longest way lies, without recursion: chains may be long.
    private mutating func measure(_ blockers: [EntityID: [EntityID]]) {
        var lengths: [EntityID: Int] = [:]
        var open: Set<EntityID> = []
        for start in blockers.keys.sorted() where lengths[start] == nil {
            var stack = [start]
            while let item = stack.last {
                let below = blockers[item] ?? []
                // What is under way already closes a circle, which merges can leave; it counts once.
                let ahead = below.filter { lengths[$0] == nil && !open.contains($0) }
                if open.insert(item).inserted, !ahead.isEmpty {
                    stack += ahead
                    continue
                }
                stack.removeLast()
                guard lengths[item] == nil else { continue }
                open.remove(item)
                let known = below.filter { lengths[$0] != nil }
                let longest = known.max { (lengths[$0] ?? 0, $1) < (lengths[$1] ?? 0, $0) }
                next[item] = longest
                lengths[item] = Self.sum(
                    sizes[item] ?? 0, longest.flatMap { lengths[$0] } ?? 0)
            }
        }
    }

    /// Sizes are whatever people wrote.
    private static func sum(_ one: Int, _ other: Int) -> Int {
        let (sum, isTooMuch) = one.addingReportingOverflow(other)
        return isTooMuch ? .max : sum
    }
}
