package import Causality

/// Where a device's own stream stands in a store, sealed and unsealed changes together.
package struct OwnStream: Hashable, Sendable {
    package let stream: StreamID
    /// The newest own change; sequence 0 with the origin link before the first.
    package let head: Head
    /// The effective stamp of the newest own change; nil before the first.
    package let effective: UInt64?

    package init(_ stream: StreamID, in store: any HistoryStore) throws {
        self.stream = stream
        if let newest = try store.newestUnsealed(), newest.change.header.stream == stream {
            head = Head(newest.change.header.sequence, newest.link)
            effective = newest.effective
            return
        }
        // A fork closes a stream for writing; until it is minted anew the longest branch is the own one.
        let leaf = try store.lineage(of: stream)?.leaves.max { $0.tip < $1.tip }
        head = leaf?.tip ?? Head(0, .origin)
        effective = leaf?.tipEffective
    }

    package var entry: VectorEntry { VectorEntry(stream, head) }

    /// Makes a change of these operations the next one, and stores it unsealed.
    package func write(
        _ header: ChangeHeader, _ operations: [Operation], into store: any HistoryStore
    ) throws -> LocalChange {
        guard header.stream == stream, header.sequence == head.sequence + 1 else {
            throw HistoryError.outOfOrder
        }
        var lookup = HistoryLookup(store)
        let dependencies = try header.dependencies.map { entry in
            guard let place = try lookup.place(of: entry) else {
                throw HistoryError.chainBroken(entry)
            }
            return place.effective
        }
        let change = Change(header: header, operations: operations)
        let local = LocalChange(
            change: change, link: Chain.link(after: head.link, change),
            effective: EffectiveStamp.of(
                stamp: header.stamp.raw, previous: effective, dependencies: dependencies))
        try store.append(local)
        return local
    }

    /// Says whether the store holds this own change, sealed or not.
    package static func contains(
        _ entry: VectorEntry, in store: any HistoryStore
    ) throws -> Bool {
        let isUnsealed = try store.unsealed().contains { local in
            local.change.header.stream == entry.stream
                && local.change.header.sequence == entry.sequence && local.link == entry.link
        }
        if isUnsealed { return true }
        var lookup = HistoryLookup(store)
        return try lookup.place(of: entry) != nil
    }
}
