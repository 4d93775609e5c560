package import Causality
internal import History
package import Lattice

/// The in-memory twin of the projection: a state without a file, for tests, audits and simulations.
package final class InMemoryDocuments: DocumentSource {
    package private(set) var documents: [EntityID: Document] = [:]
    private var creations: [OperationID: EntityID] = [:]
    private var knowledge: [StreamID: VersionVector] = [:]

    package init() {}

    package func document(_ id: EntityID) -> Document? { documents[id] }

    package func entity(createdBy operation: OperationID) -> EntityID? { creations[operation] }

    package func knowledge(of branch: StreamID) -> VersionVector? { knowledge[branch] }

    /// Takes over what a working set changed.
    package func take(_ working: inout WorkingSet) throws {
        for id in working.touched { documents[id] = try working.remove(id) }
        creations.merge(working.created) { first, _ in first }
        for branch in working.knowledge.grown { knowledge[branch] = working.knowledge[branch] }
    }

    /// The digest of the whole state.
    package var digest: Link {
        var digest = StateDigest()
        for id in documents.keys.sorted() {
            if let document = documents[id] { digest.add(document) }
        }
        return digest.value
    }
}
