import Causality
import Lattice
import SimulationKit
import Testing

/// Documents as rows: what is stored comes back, and no bytes make the decoder trap.
@Suite struct StoredFormTests {
    private static func mixed(_ seed: Seed) -> Document {
        var document = Document(id: Story.entity)
        for (place, sample) in FieldSample.all.enumerated() {
            let story = StoryTeller.tell(sample.kind, operations: 12, seed: seed)
            for var operation in story.operations {
                operation.address = CellAddress(
                    UInt32(place), key: operation.address.key, subfield: operation.address.subfield)
                document.apply(operation, kind: sample.kind)
            }
        }
        var author = Author(40)
        var creation = author.operation(CellVerb.create, at: 1, address: CellAddress(6))
        creation.value = Story.entity.bytes
        document.apply(creation, kind: nil)
        return document
    }

    @Test(arguments: Seed.many) func `a document comes back from its row`(seed: Seed) throws {
        let document = Self.mixed(seed)
        let back = try Document(canonicalBytes: document.canonicalBytes)
        #expect(back == document)
        #expect(back.canonicalBytes == document.canonicalBytes)
        for sample in FieldSample.all {
            #expect(Notation.line(back, sample.kind) == Notation.line(document, sample.kind))
        }
        #expect(back.cells.map { $0.value.ids } == document.cells.map { $0.value.ids })
    }

    @Test func `a document loaded goes on where it stopped`() throws {
        for number in 1...8 {
            for sample in FieldSample.all {
                let story = StoryTeller.tell(
                    sample.kind, operations: 12, seed: Seed(number: UInt64(number)))
                var document = Document(id: Story.entity)
                for operation in story.operations {
                    document.apply(operation, kind: sample.kind)
                    document = try Document(canonicalBytes: document.canonicalBytes)
                }
                #expect(document == story.document())
                #expect(Notation.line(document, sample.kind) == NaiveOracle.line(story))
            }
        }
    }

    @Test func `a row cut short is refused at every length`() {
        let bytes = Self.mixed(Seed(number: 1)).canonicalBytes
        for length in bytes.indices {
            #expect(throws: CanonicalError.self) {
                try Document(canonicalBytes: Array(bytes.prefix(length)))
            }
        }
        #expect(throws: CanonicalError.trailing) { try Document(canonicalBytes: bytes + [0]) }
    }

    @Test(arguments: Seed.many) func `a damaged row is refused or read, and never traps`(
        seed: Seed
    ) {
        var generator = seed.generator
        let bytes = Self.mixed(seed).canonicalBytes
        for _ in 0..<80 {
            var damaged = bytes
            for _ in 0..<generator.number(1...3) {
                damaged[generator.number(0...bytes.count - 1)] =
                    UInt8.random(in: 0...255, using: &generator)
            }
            guard var document = try? Document(canonicalBytes: damaged) else { continue }
            // What was read must also be usable.
            document.settle()
            var writer = CanonicalWriter()
            document.writeDigest(to: &writer)
            for sample in FieldSample.all { _ = Notation.line(document, sample.kind) }
            _ = document.canonicalBytes
        }
    }

    @Test func `another format is refused by name`() {
        var bytes = Document(id: Story.entity).canonicalBytes
        bytes[0] = 99
        #expect(throws: CanonicalError.unknownTag(99)) { try Document(canonicalBytes: bytes) }
    }
}
