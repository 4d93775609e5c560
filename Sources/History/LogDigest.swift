package import Causality

/// The digest of a whole log: a hash over its branch heads, which chain to everything behind them.
package enum LogDigest {
    package static func of(_ heads: some Sequence<VectorEntry>) -> Link {
        let sorted = heads.sorted()
        var writer = CanonicalWriter(capacity: 64 * (sorted.count + 1))
        writer.number(sorted.count)
        for entry in sorted {
            writer.identifier(entry.stream)
            writer.number(entry.sequence)
            writer.link(entry.link)
        }
        return Hash.of(.logDigest, writer.bytes)
    }
}
