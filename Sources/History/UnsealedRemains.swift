package import Causality

/// What can still be proven of one's own unsealed changes: nobody else has them.
///
///     1 whole ── 2 broken ── 3 whole       1 continues the stream, 2 is lost, 3 is loose
///
/// Each change is proven by the chain: its own link, or the one that the change after it was chained to,
/// or the anchor's. So one broken row costs one change, and a broken link column none.
package struct UnsealedRemains: Hashable, Sendable {
    /// Those that continue what the store holds, ascending.
    package private(set) var continuing: [Change] = []
    /// Those that hang or depend on something lost, ascending: they can be kept under another stream's name.
    package private(set) var loose: [Change] = []
    /// The sequence behind which the loose ones hang: all that comes later was never sealed.
    package private(set) var held: UInt64 = 0
    /// The sequences of those that cannot be read, or are no longer what was written.
    package private(set) var lost: [UInt64] = []
    /// The sequences of whole changes whose kept link was wrong.
    package private(set) var healed: [UInt64] = []

    /// Reads the rows of `source`; `target` is the store whose runs they must continue.
    package init(
        of source: any HistoryStore, above target: any HistoryStore, anchored: VectorEntry? = nil
    ) throws {
        let rows = try source.unsealedRows()
        var lookup = HistoryLookup(target)
        var before: Link?
        var continues = false
        for (place, row) in rows.enumerated() {
            let follower = place + 1 < rows.count ? rows[place + 1] : nil
            var candidates = before.map { [$0] } ?? []
            if place == 0 {
                candidates = try Self.bases(of: row, in: target)
                continues = Self.proven(row, candidates, follower, anchored) != nil
                candidates += (try? Self.bases(of: row, in: source)) ?? []
            } else if row.sequence > rows[place - 1].sequence + 1 {
                lost += (rows[place - 1].sequence + 1)..<row.sequence
                candidates = []
                continues = false
            }
            guard let change = row.change,
                let link = Self.proven(row, candidates, follower, anchored)
            else {
                lost.append(row.sequence)
                before = row.link
                continues = false
                continue
            }
            if link != row.link { healed.append(row.sequence) }
            let isCovered = try change.header.dependencies.allSatisfy {
                try lookup.place(of: $0) != nil
            }
            continues = continues && isCovered
            if continues { continuing.append(change) } else { loose.append(change) }
            before = link
        }
        held = continuing.last?.header.sequence ?? rows.first.map { $0.sequence - 1 } ?? 0
    }

    package var isWhole: Bool { lost.isEmpty && loose.isEmpty && healed.isEmpty }

    /// The links on which the first row can hang.
    private static func bases(
        of row: UnsealedRow, in store: any HistoryStore
    ) throws -> [Link] {
        guard let header = row.change?.header else { return [] }
        var lookup = HistoryLookup(store)
        return try lookup.links(of: header.stream, at: header.sequence - 1)
    }

    /// The change's link, if something that was kept apart from its content bears it out.
    private static func proven(
        _ row: UnsealedRow, _ candidates: [Link], _ follower: UnsealedRow?,
        _ anchored: VectorEntry?
    ) -> Link? {
        guard let change = row.change, change.header.sequence == row.sequence else { return nil }
        return candidates.map { Chain.link(after: $0, change) }.first { link in
            if link == row.link { return true }
            if anchored == VectorEntry(change.header.stream, row.sequence, link) { return true }
            guard let next = follower?.change, row.sequence + 1 == next.header.sequence else {
                return false
            }
            return Chain.link(after: link, next) == follower?.link
        }
    }
}
