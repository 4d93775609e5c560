package import Causality
package import History
internal import Lattice

/// A point of a stream behind which several contents are held: a copied or rewound device wrote twice.
///
/// What each branch says is kept and folded like anything else, so nothing is to be chosen. People are told
/// because a device was copied or put back; whoever has seen the card settles it for all.
package struct StreamFork: Hashable, Sendable {
    /// One way in which the stream goes on.
    package struct Branch: Hashable, Sendable {
        package let name: StreamID
        /// The header of its first change: who wrote it, and when.
        package let beginning: ChangeHeader
        /// How many changes of it are held, up to its end or to where it parts again.
        package let count: UInt64
    }

    package let stream: StreamID
    /// The sequence of the last change that all branches share; 0 where they share none.
    package let after: UInt64
    /// Ascending by name.
    package let branches: [Branch]

    /// All forks that a store knows of, in the order of their streams.
    package static func all(in store: any HistoryStore) throws -> [StreamFork] {
        let forked = try store.lineages().filter(\.isForked)
        var lookup = HistoryLookup(store)
        return try forked.flatMap { lineage in
            try lineage.partings.map { try StreamFork(lineage.stream, $0, &lookup) }
        }
    }

    private init(
        _ stream: StreamID, _ segments: [Lineage.Segment], _ lookup: inout HistoryLookup
    ) throws {
        self.stream = stream
        after = (segments.first?.first ?? 1) - 1
        branches = try segments.compactMap { segment in
            try lookup.beginning(of: segment, of: stream).map { change in
                Branch(
                    name: segment.name, beginning: change.header,
                    count: segment.tip.sequence - segment.first + 1)
            }
        }
    }

    /// The card, about those who wrote: it follows from the branches held, whatever came first.
    package var card: Card {
        let writes = branches.map { branch in
            Write(
                id: OperationID(branch.name, branch.beginning.sequence, 0), effective: 0,
                stamp: branch.beginning.stamp, author: branch.beginning.author,
                value: .integer(Int64(clamping: branch.count)))
        }
        let authors = Set(writes.map { EntityID(high: $0.author.high, low: $0.author.low) })
        return Card(
            .fork, subjects: authors.sorted(), competing: writes.map(\.id),
            options: CardOption.offered(writes).map { write in
                let author = EntityID(high: write.author.high, low: write.author.low)
                return CardOption(write, of: author, isInForce: true)
            },
            reading: "a copy, or a backup put back, wrote on "
                + (after == 0 ? "from the beginning of " : "after change ")
                + stream.description.prefix(8) + (after == 0 ? "" : "@\(after)")
                + " beside the original; all of it is kept, and from here on each writes under "
                + "a name of its own",
            settle: CardSettlement(.accept))
    }
}
