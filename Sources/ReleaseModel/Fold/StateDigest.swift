package import Causality
internal import History
package import Lattice

/// One hash over the canonical live valid operations of every entity, added in the order of their identifiers.
///
/// It depends on the changes held and on nothing else: not on arrival order, row numbers or compaction.
package struct StateDigest: Sendable {
    private var running = Link.origin
    /// How many entities were added.
    package private(set) var count = 0

    package init() {}

    package mutating func add(_ document: Document) {
        var writer = CanonicalWriter(capacity: 512)
        document.writeDigest(to: &writer)
        add(Hash.of(.stateDigest, writer.bytes))
    }

    /// Adds an entity by the hash of its canonical form.
    package mutating func add(_ entity: Link) {
        var writer = CanonicalWriter(capacity: 2 * Link.byteCount)
        writer.link(running)
        writer.link(entity)
        running = Hash.of(.stateDigest, writer.bytes)
        count += 1
    }

    package var value: Link { running }
}
