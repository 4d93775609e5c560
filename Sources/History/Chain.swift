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
    package static func links(after previous: Link, _ changes: [Change]) -> [Link] {
        var linker = Linker()
        var links: [Link] = []
        links.reserveCapacity(changes.count)
        var last = previous
        for place in changes.indices {
            last = linker.link(after: last, changes[place])
            links.append(last)
        }
        return links
    }

    /// Writes what is hashed into the same three pieces of memory, change after change.
    private struct Linker {
        private var header = Preimage(.header)
        private var body = Preimage(.body)
        private var chain = Preimage(.chain)

        mutating func link(after previous: Link, _ change: Change) -> Link {
            chain.restart()
            chain.writer.link(previous)
            header.restart()
            change.header.write(to: &header.writer)
            chain.writer.link(header.hash)
            switch change.body {
            case .withheld(let hash): chain.writer.link(hash)
            case .operations(let operations):
                body.restart()
                Body.write(operations, to: &body.writer)
                chain.writer.link(body.hash)
            }
            return chain.hash
        }
    }

    private struct Preimage {
        private let prefixLength: Int
        var writer = CanonicalWriter(capacity: 512)

        init(_ domain: Hash.Domain) {
            writer.raw(domain.prefix)
            prefixLength = writer.bytes.count
        }

        mutating func restart() { writer.rewind(to: prefixLength) }

        var hash: Link { Hash.of(writer.bytes) }
    }
}
