import Causality
import Lattice
import SimulationKit
import Testing

/// Cells in the order of their addresses.
@Suite struct CellTableTests {
    @Test(arguments: Seed.many) func `a document finds each cell that was written`(seed: Seed) {
        var generator = seed.generator
        var author = Author(1)
        var plain: [CellAddress: Value] = [:]
        var document = Document(id: Story.entity)
        for _ in 0..<120 {
            let key = (0..<generator.number(0...2)).map { _ in UInt8(generator.number(0...3)) }
            let address = CellAddress(
                UInt32(generator.number(0...4)), key: key, subfield: UInt32(generator.number(0...2))
            )
            let value = Value.integer(Int64(generator.number(0...99)))
            let operation = author.operation(
                CellVerb.write, value, over: document.liveIDs(at: address), at: 1, address: address)
            document.apply(operation, kind: .register)
            plain[address] = value
        }
        #expect(document.cells.map(\.key) == plain.keys.sorted())
        for (address, value) in plain { #expect(document.register(address).value == value) }
        for field in 0...5 as ClosedRange<UInt32> {
            let expected = plain.keys.filter { $0.field == field }.sorted()
            #expect(document.cells.cells(of: field).map(\.key) == expected)
        }
    }

    @Test func `addresses order by field, key bytes and subfield`() {
        let addresses = [
            CellAddress(1), CellAddress(1, subfield: 2), CellAddress(1, key: [0]),
            CellAddress(1, key: [0, 1]), CellAddress(1, key: [1]), CellAddress(2),
        ]
        #expect(addresses.shuffled().sorted() == addresses)
        #expect(Set(addresses).count == addresses.count)
    }
}
