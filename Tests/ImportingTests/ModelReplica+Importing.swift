import Causality
import History
import Importing
import Lattice
import ReleaseModel
import SimulationKit

extension ModelReplica {
    /// Makes a change, and says how many operations it took.
    @discardableResult
    func change(_ command: (inout Draft) throws -> Void) throws -> Int {
        try edit(at: 1_000 + UInt64(log.count), command)?.change.operations.count ?? 0
    }

    /// Imports records, and says how many operations that took.
    @discardableResult
    func write(_ records: [ImportRecord], _ writer: inout ImportWriter) throws -> Int {
        var chunks = ImportChunks()
        var count = 0
        for record in records {
            guard let full = chunks.take(record) else { continue }
            count += try change { try writer.write(full, into: &$0) }
        }
        let rest = chunks.rest()
        return try count + change { try writer.write(rest, into: &$0) }
    }

    /// Takes what another has, cause before effect.
    func receive(_ other: ModelReplica) {
        for change in other.log { deliver(change) }
    }

    func document(_ kind: EntityKind, _ key: String, source: String = "s") -> Document? {
        documents.document(DerivedIdentifier.imported(source: source, kind: kind, key: key))
    }
}
