package import Causality

/// The hash chain of a stream: each change is bound to all that came before it.
///
/// `link = H(previous link, H(header), H(body))` over the canonical row encoding, so that a body can be
/// withheld and its change still stand in the chain.
package enum Chain {
    package static func link(after previous: Link, _ change: Change) -> Link {
        var linker = Linker()
        return linker.link(after: previous, change)
    }

    /// The links of a run of changes, in order.
    package static func links(after previous: Link, _ changes: some Collection<Change>) -> [Link] {
        var linker = Linker()
        var links: [Link] = []
        links.reserveCapacity(changes.count)
        var last = previous
        for change in changes {
            last = linker.link(after: last, change)
            links.append(last)
        }
        return links
    }

    /// Writes what is hashed into one piece of memory, one preimage behind the other, and begins anew in it
    /// only after many: most of the time of a link is not its hashes.
    private struct Linker {
        private static let restartBytes = 1 << 16

        private var writer = CanonicalWriter(capacity: restartBytes + 4_096)
        private let headerPrefix = Hash.Domain.header.prefix
        private let bodyPrefix = Hash.Domain.body.prefix
        private let chainPrefix = Hash.Domain.chain.prefix

        mutating func link(after previous: Link, _ change: Change) -> Link {
            if writer.bytes.count > Self.restartBytes { writer.removeAll() }
            let start = writer.bytes.count
            writer.raw(headerPrefix)
            change.header.write(to: &writer)
            let header = hash(from: start)
            let body: Link
            switch change.body {
            case .withheld(let hash): body = hash
            case .operations(let operations):
                let start = writer.bytes.count
                writer.raw(bodyPrefix)
                Body.write(operations, to: &writer)
                body = hash(from: start)
            }
            let chain = writer.bytes.count
            writer.raw(chainPrefix)
            writer.link(previous)
            writer.link(header)
            writer.link(body)
            return hash(from: chain)
        }

        private func hash(from start: Int) -> Link {
            Hash.of(writer.bytes, from: start)
        }
    }
}
