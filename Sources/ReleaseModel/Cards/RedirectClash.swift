package import Causality
package import Lattice

/// Relations that somebody stated to a thing while somebody else merged it into another one.
///
/// Who merges takes the relations along that he knows; one that he did not stays where it is, and a
/// card says that it waits to be taken along.
package enum RedirectClash {
    /// A live relation with an end that is but another name.
    package struct Tie: Hashable, Sendable {
        package let edge: EntityID
        package let source: EntityID
        package let target: EntityID
        package let write: Write

        /// Reads a live relation of an alias; nil where both ends are things of their own.
        package init?(_ document: Document, _ aliases: Aliases) {
            guard document.entityKind == .edge, !ArchiveClash.isArchived(document),
                let source = document.value(Edge.source)?.entityValue,
                let target = document.value(Edge.target)?.entityValue,
                aliases.isAlias(source) || aliases.isAlias(target),
                let latest = document.writes(CellAddress(Edge.presence.number)).max(by: {
                    $0.losesTo($1)
                })
            else { return nil }
            edge = document.id
            self.source = source
            self.target = target
            write = latest
        }
    }

    /// One card for each alias that relations were left at, ascending by its identifier.
    package static func cards(_ ties: [Tie], _ aliases: Aliases) -> [Card] {
        var left: [EntityID: [Tie]] = [:]
        for tie in ties.sorted(by: { $0.edge < $1.edge }) {
            for end in Set([tie.source, tie.target]) where aliases.isAlias(end) {
                left[end, default: []].append(tie)
            }
        }
        return left.compactMap { alias, ties in
            guard let merge = aliases.merge(of: alias) else { return nil }
            return Card(
                .redirect,
                subjects: [alias, aliases.resolve(alias)] + ties.map(\.edge),
                competing: [merge.id] + ties.map(\.write.id),
                options: [CardOption(merge, of: alias, isInForce: true)]
                    + ties.map { CardOption($0.write, of: $0.edge, isInForce: true) },
                reading: "the relation stays with the duplicate until it is taken along",
                settle: CardSettlement(.accept))
        }.sorted { $0.id < $1.id }
    }
}
