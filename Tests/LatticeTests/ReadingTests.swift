import Causality
import Lattice
import Testing

/// Registers, sets, logs, counters and maps, as people meet them.
@Suite struct ReadingTests {
    @Test func `of two titles the later stamp is shown and the other is kept`() {
        var ada = Author(1)
        var ben = Author(2)
        let one = ada.operation(CellVerb.write, .text("Payments"), at: 5)
        let two = ben.operation(CellVerb.write, .text("Payouts"), at: 4)
        let register = Document.folding([one, two], .register).register(FieldSample.number)
        #expect(register.value == .text("Payments"))
        #expect(register.values == [.text("Payments"), .text("Payouts")])
        #expect(register.isContested)
    }

    @Test func `at equal stamps the greater stream wins, on every replica`() {
        var ada = Author(1)
        var ben = Author(2)
        let one = ada.operation(CellVerb.write, .text("Payments"), at: 5)
        let two = ben.operation(CellVerb.write, .text("Payouts"), at: 5)
        for order in [[one, two], [two, one]] {
            let register = Document.folding(order, .register).register(FieldSample.number)
            #expect(register.value == .text("Payouts"))
        }
    }

    @Test func `one value written twice is no contest`() {
        var ada = Author(1)
        var ben = Author(2)
        let one = ada.operation(CellVerb.write, .text("Payments"), at: 5)
        let two = ben.operation(CellVerb.write, .text("Payments"), at: 5)
        let register = Document.folding([one, two], .register).register(FieldSample.number)
        #expect(!register.isContested)
        #expect(register.values == [.text("Payments")])
    }

    @Test func `a label added again survives its removal elsewhere`() {
        var ada = Author(1)
        var ben = Author(2)
        let add = ada.operation(CellVerb.add, .text("urgent"), at: 1)
        let remove = ada.operation(CellVerb.retract, over: [add.id], at: 2)
        let again = ben.operation(CellVerb.add, .text("urgent"), over: [add.id], at: 2)
        let set = Document.folding([add, remove, again], .addWinsSet)
            .addWinsSet(FieldSample.number)
        #expect(set.contains(.text("urgent")))
        #expect(set.ids(of: .text("urgent")) == [again.id])
    }

    @Test func `an approver removed stays removed though added elsewhere`() {
        var ada = Author(1)
        var ben = Author(2)
        let key = CellAddress(FieldSample.number, key: Value.text("eve").canonicalBytes)
        let add = ada.operation(CellVerb.add, .text("eve"), at: 1, address: key)
        let remove = ada.operation(
            CellVerb.remove, .text("eve"), over: [add.id], at: 2, address: key)
        let again = ben.operation(CellVerb.add, .text("eve"), over: [add.id], at: 9, address: key)
        let document = Document.folding([add, remove, again], .removeWinsSet)
        let set = document.removeWinsSet(FieldSample.number)
        #expect(!set.contains(.text("eve")))
        #expect(set.elements.map(\.isContested) == [true])
        let both = ada.operation(
            CellVerb.add, .text("eve"), over: [remove.id, again.id], at: 10, address: key)
        var settled = document
        settled.apply(both, kind: .removeWinsSet)
        #expect(settled.removeWinsSet(FieldSample.number).values == [.text("eve")])
    }

    @Test func `a comment taken back leaves the others in order`() {
        var ada = Author(1)
        var ben = Author(2)
        let one = ada.operation(CellVerb.append, .text("first"), at: 1)
        let two = ben.operation(CellVerb.append, .text("oops"), at: 2)
        let three = ada.operation(CellVerb.append, .text("third"), at: 3)
        let undo = ben.operation(CellVerb.retract, over: [two.id], at: 4)
        let log = Document.folding([three, two, undo, one], .growOnlyLog)
            .growOnlyLog(FieldSample.number)
        #expect(log.values == [.text("first"), .text("third")])
    }

    @Test func `a counter adds up streams, and its edges do not trap`() {
        var ada = Author(1)
        var ben = Author(2)
        let one = ada.operation(CellVerb.total, .integer(3), at: 1)
        let two = ada.operation(CellVerb.total, .integer(5), over: [one.id], at: 2)
        let three = ben.operation(CellVerb.total, .integer(-1), at: 2)
        let counter = Document.folding([one, two, three], .counter).counter(FieldSample.number)
        #expect(counter.value == 4)
        #expect(counter.total(of: ada.stream) == 5)
        let huge = ada.operation(CellVerb.total, .integer(.max), over: [two.id], at: 3)
        let more = ben.operation(CellVerb.total, .integer(.max), over: [three.id], at: 3)
        let full = Document.folding([huge, more], .counter).counter(FieldSample.number)
        #expect(full.value == .max)
    }

    @Test func `a stream with two live totals counts its largest`() {
        var ada = Author(1)
        let one = ada.operation(CellVerb.total, .integer(3), at: 1)
        let two = ada.operation(CellVerb.total, .integer(5), at: 2)
        let counter = Document.folding([one, two], .counter).counter(FieldSample.number)
        #expect(counter.value == 5)
    }

    @Test func `a map keeps its records apart, by key and by field`() {
        var ada = Author(1)
        let kind = FieldKind.keyedMap([1: .register, 2: .register])
        var operations: [FoldedOperation] = []
        for key in [[1, 2], [1]] as [[UInt8]] {
            for subfield in 1...2 as ClosedRange<UInt32> {
                let address = CellAddress(FieldSample.number, key: key, subfield: subfield)
                let value = Value.integer(Int64(key.count * 10) + Int64(subfield))
                operations.append(
                    ada.operation(CellVerb.write, value, at: 1, address: address))
            }
        }
        let map = Document.folding(operations, kind).keyedMap(FieldSample.number)
        #expect(map.keys == [[1], [1, 2]])
        #expect(map[[1]]?.register(2).value == .integer(12))
        #expect(map[[1, 2]]?.register(1).value == .integer(21))
        #expect(map[[3]] == nil)
    }
}
