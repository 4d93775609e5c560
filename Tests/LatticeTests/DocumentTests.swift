import Causality
import Lattice
import Testing

/// One entity: how it is created, what it keeps that it cannot read, what its digest says.
@Suite struct DocumentTests {
    private static func digest(_ document: Document) -> [UInt8] {
        var writer = CanonicalWriter()
        document.writeDigest(to: &writer)
        return writer.bytes
    }

    private static func creation(_ author: inout Author, kind: UInt32, at stamp: UInt64)
        -> FoldedOperation
    {
        var operation = author.operation(
            CellVerb.create, at: stamp, address: CellAddress(kind))
        operation.value = Story.entity.bytes
        return operation
    }

    @Test func `two replicas that import one record make one entity`() {
        var ada = Author(1)
        var ben = Author(2)
        let one = Self.creation(&ada, kind: 3, at: 7)
        let two = Self.creation(&ben, kind: 4, at: 5)
        let document = Document.folding([one, two], nil)
        #expect(document == Document.folding([two, one], nil))
        #expect(document.creations.writes.count == 2)
        #expect(document.creation?.id == two.id)
        #expect(document.kind == 4)
        #expect(document.kind(createdBy: one.id) == 3)
        #expect(document.kind(createdBy: two.id) == 4)
    }

    @Test func `a creation that names another one does not undo it`() {
        var ada = Author(1)
        var ben = Author(2)
        let one = Self.creation(&ada, kind: 3, at: 7)
        var two = Self.creation(&ben, kind: 4, at: 8)
        two.supersedes = [one.id]
        let document = Document.folding([one, two], nil)
        #expect(document.creation?.id == one.id)
        #expect(document.kind == 3)
    }

    @Test func `a creation of another entity does not count`() {
        var ada = Author(1)
        var operation = Self.creation(&ada, kind: 3, at: 7)
        operation.value[0] ^= 1
        var document = Document(id: Story.entity)
        #expect(document.apply(operation, kind: nil) == .malformed)
        #expect(document.creation == nil)
    }

    @Test(arguments: [
        (CellVerb.write, FieldKind.counter), (CellVerb.total, .register),
        (CellVerb.splice, .register), (CellVerb.write, .text),
        (CellVerb.add, .stateMachine(FieldSample.machine)),
        (CellVerb.remove, .addWinsSet), (CellVerb.write, .keyedMap([0: .counter])),
    ])
    func `a verb that does not fit the field is kept and not read`(verb: UInt8, kind: FieldKind) {
        var ada = Author(1)
        let operation = ada.operation(verb, .integer(1), at: 1)
        var document = Document(id: Story.entity)
        let empty = Self.digest(document)
        #expect(document.apply(operation, kind: kind) == .malformed)
        #expect(document.cells.isEmpty)
        #expect(document.unknown.map(\.id) == [operation.id])
        #expect(Self.digest(document) == empty)
    }

    @Test func `bytes that are no value are kept and supersede nothing`() {
        var ada = Author(1)
        let title = ada.operation(CellVerb.write, .text("Payments"), at: 1)
        var broken = ada.operation(CellVerb.write, .text("?"), over: [title.id], at: 2)
        broken.value.append(0)
        var document = Document.folding([title], .register)
        #expect(document.apply(broken, kind: .register) == .malformed)
        #expect(document.register(FieldSample.number).value == .text("Payments"))
    }

    @Test func `an unknown verb is kept, counts in the digest and supersedes`() {
        var ada = Author(1)
        let title = ada.operation(CellVerb.write, .text("Payments"), at: 1)
        let newer = ada.operation(200, .text("?"), over: [title.id], at: 2)
        var document = Document.folding([title], .register)
        let before = Self.digest(document)
        #expect(document.apply(newer, kind: .register) == .unknownVerb)
        #expect(document.cells.isEmpty)
        #expect(document.unknown.map(\.id) == [newer.id])
        #expect(Self.digest(document) != before)
        let last = ada.operation(CellVerb.write, .text("Back"), over: [newer.id], at: 3)
        document.apply(last, kind: .register)
        #expect(document.unknown.isEmpty)
        #expect(document.register(FieldSample.number).value == .text("Back"))
    }

    @Test func `writers who disagree on the kind of an unknown field share no cell`() {
        var ada = Author(1)
        var ben = Author(2)
        let write = ada.operation(CellVerb.write, .text("Payments"), at: 1)
        let edit = ben.splice(0, 0, "text", at: 2)
        let document = Document.folding([write, edit], nil)
        #expect(document == Document.folding([edit, write], nil))
        #expect(document.cells.count == 2)
        #expect(document.cells.map(\.value.form) == [.siblings, .text])
    }

    @Test func `digests tell counters by their sum and texts by their bytes`() {
        var ada = Author(1)
        var ben = Author(2)
        let one = ada.operation(CellVerb.total, .integer(3), at: 1)
        let two = ada.operation(CellVerb.total, .integer(5), over: [one.id], at: 2)
        let other = ben.operation(CellVerb.total, .integer(5), at: 9)
        #expect(
            Self.digest(.folding([one, two], .counter)) == Self.digest(.folding([other], .counter)))
        let base = ada.splice(0, 0, "ab", at: 3)
        let more = ada.splice(2, 0, "c", over: [base], at: 4)
        let whole = ben.splice(0, 0, "abc", at: 3)
        #expect(
            Self.digest(.folding([base, more], .text)) == Self.digest(.folding([whole], .text)))
    }

    @Test func `digests leave out what is void`() {
        var ada = Author(1)
        let kind = FieldKind.brake(FieldSample.brake)
        let held = ada.operation(CellVerb.write, .text("held"), at: 5)
        let free = ada.operation(CellVerb.write, .text("free"), over: [held.id], at: 6)
        #expect(
            Self.digest(.folding([held, free], kind)) == Self.digest(.folding([held], kind)))
    }

    @Test func `an emptied cell leaves no trace`() {
        var ada = Author(1)
        let add = ada.operation(CellVerb.add, .text("urgent"), at: 1)
        let remove = ada.operation(CellVerb.retract, over: [add.id], at: 2)
        #expect(Document.folding([add, remove], .addWinsSet) == Document(id: Story.entity))
    }
}
