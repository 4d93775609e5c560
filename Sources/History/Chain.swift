package import Causality

/// The hash chain of a stream: each change is bound to all that came before it.
///
/// `link = H(previous link, H(header), H(body))` over the canonical row encoding, so that a body can be
/// withheld and its change still stand in the chain.
package enum Chain {
    package static func link(after previous: Link, _ change: Change) -> Link {
        var header = CanonicalWriter(capacity: 64)
        change.header.write(to: &header)
        var writer = CanonicalWriter(capacity: 3 * Link.byteCount)
        writer.link(previous)
        writer.link(Hash.of(.header, header.bytes))
        switch change.body {
        case .withheld(let hash): writer.link(hash)
        case .operations: writer.link(Hash.of(.body, change.body.canonicalBytes ?? []))
        }
        return Hash.of(.chain, writer.bytes)
    }

    /// The links of a run of changes, in order.
    package static func links(after previous: Link, _ changes: some Collection<Change>) -> [Link] {
        var links: [Link] = []
        links.reserveCapacity(changes.count)
        var last = previous
        for change in changes {
            last = link(after: last, change)
            links.append(last)
        }
        return links
    }
}
