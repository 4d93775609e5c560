import Causality
import History
import Lattice
import ReleaseModel
import SimulationKit
import Testing

/// S-73: one hash over all entities, in the order of their identifiers.
struct StateDigestTests {
    @Test func `each entity's hash goes on from the one before`() throws {
        let world = ModelWorld()
        for name in ["second", "first", "third"] { _ = try world.shared(.item, name) }
        let documents = world.replicas[0].documents.documents.values.sorted { $0.id < $1.id }
        #expect(documents.count == 3)
        var expected = [UInt8](repeating: 0, count: 32)
        for document in documents {
            var writer = CanonicalWriter()
            document.writeDigest(to: &writer)
            let entity = Hash.of(.stateDigest, writer.bytes).bytes
            expected = Hash.of(.stateDigest, expected + entity).bytes
        }
        #expect(world.replicas[0].digest.bytes == expected)
    }
}
