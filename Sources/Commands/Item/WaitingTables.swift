internal import Causality
internal import ReleaseModel
internal import Replication

/// Which open items wait for which others, as tables that a query is put behind.
///
/// A relation counts while it is there, is not suspended, and blocks by an item that is open; what was
/// merged stands for what it was merged into. The tables are made once a query, which so reads every
/// relation once however many items there are.
///
///     waits(waiter, blocker_count, blockers)   holds(blocked_by, waiting_count)
struct WaitingTables {
    let arguments: [Record.Field]
    /// Begins the query that follows it.
    let prefix: String
    /// The rows of items with what they wait for and what waits for them.
    let source =
        "item LEFT JOIN waits ON waiter = item.id LEFT JOIN holds ON blocked_by = item.id"
    /// Says of a row of the item table that something is left to do there.
    let isOpen: String

    init(_ view: ReplicaView) throws {
        let merges = MergeCircles(view)
        let aliases = try merges.aliases()
        isOpen = "archived = 0 AND \(try merges.ownItems()) AND \(Backlog.open)"
        let open = "(SELECT id FROM item WHERE \(isOpen))"
        // To walk the table and not an index of it is worth four fifths of the time.
        let ends =
            aliases.isEmpty
            ? "to_item AS waiter, from_item AS blocker FROM edge NOT INDEXED"
            : """
            coalesce(onto.target, to_item) AS waiter, coalesce(source.target, from_item) AS blocker
              FROM edge NOT INDEXED
                LEFT JOIN alias AS onto ON onto.other = to_item
                LEFT JOIN alias AS source ON source.other = from_item
            """
        prefix = """
            WITH alias(other, target) AS MATERIALIZED (SELECT key, value FROM json_each(?)),
            wait(waiter, blocker) AS MATERIALIZED (
              SELECT \(ends)
              WHERE kind = 'blocks' AND archived = 0 AND waiter <> blocker
                AND blocker IN \(open) AND waiter IN \(open)
                AND id NOT IN (SELECT id FROM suspended_edge)
                AND EXISTS (
                  SELECT 1 FROM element WHERE entity = edge.n AND field = 'presence')),
            waits(waiter, blocker_count, blockers) AS MATERIALIZED (
              SELECT waiter, count(DISTINCT blocker), group_concat(DISTINCT blocker)
              FROM wait GROUP BY waiter),
            holds(blocked_by, waiting_count) AS MATERIALIZED (
              SELECT blocker, count(DISTINCT waiter) FROM wait GROUP BY blocker)

            """
        arguments = [
            .text(
                JSONValue.object(
                    aliases.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }
                ).line)
        ]
    }
}
