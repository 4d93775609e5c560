import Causality
import Lattice
import Testing

/// S-73: what is hashed of an entity, byte for byte as the specification writes it.
@Suite struct DigestFormTests {
    private static func id(_ operation: FoldedOperation) -> [UInt8] {
        operation.id.dot.stream.bytes + [UInt8(operation.id.dot.sequence), 0]
    }

    @Test func `an entity is its creation, its live cells in order, and what is unknown`() {
        var (one, other) = (Author(1), Author(2))
        var document = Document(id: Story.entity)
        var creation = one.operation(CellVerb.create, at: 1, address: CellAddress(6))
        creation.value = Story.entity.bytes
        let first = one.operation(CellVerb.write, .text("a"), at: 2, address: CellAddress(3))
        let second = one.operation(
            CellVerb.write, .text("b"), over: [first.id], at: 3, address: CellAddress(3))
        let rival = other.operation(CellVerb.write, .flag(true), at: 3, address: CellAddress(3))
        let two = one.operation(CellVerb.total, .integer(2), at: 4, address: CellAddress(4))
        let five = other.operation(CellVerb.total, .integer(5), at: 4, address: CellAddress(4))
        var text = one.splice(0, 0, "hé", at: 5)
        text.address = CellAddress(5)
        let gone = one.operation(CellVerb.add, Value.none, at: 6, address: CellAddress(7))
        let taken = one.operation(
            CellVerb.retract, over: [gone.id], at: 7, address: CellAddress(7))
        var unknown = other.operation(77, at: 8, address: CellAddress(9, key: [8], subfield: 1))
        unknown.value = [1, 2]
        for (operation, kind) in [
            (creation, nil), (first, .register), (second, .register), (rival, .register),
            (two, .counter), (five, .counter), (text, .text), (gone, .addWinsSet),
            (taken, .addWinsSet), (unknown, nil),
        ] as [(FoldedOperation, FieldKind?)] {
            document.apply(operation, kind: kind)
        }
        var writer = CanonicalWriter()
        document.writeDigest(to: &writer)
        let parts: [[UInt8]] = [
            Story.entity.bytes, [6], [1], Self.id(creation),
            [1, 3, 0, 0], [2], Self.id(second), [1, 4, 1, 0x62], Self.id(rival), [1, 2],
            [2, 4, 0, 0], [14],
            [3, 5, 0, 0], [3, 0x68, 0xc3, 0xa9],
            [0], [1], Self.id(unknown), [77, 9, 1, 8, 1], [2, 1, 2],
        ]
        #expect(writer.bytes == Array(parts.joined()))
    }
}
