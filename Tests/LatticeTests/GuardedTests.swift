import Causality
import Lattice
import Testing

/// Brakes, machines and grants: judged by what was seen, whenever they arrive.
@Suite struct GuardedTests {
    private static let brake = FieldKind.brake(FieldSample.brake)
    private static let machine = FieldKind.stateMachine(FieldSample.machine)

    private static func reading(_ operations: [FoldedOperation], _ kind: FieldKind) -> String {
        let guarded = Document.folding(operations, kind)[Author.field]?.guarded ?? Guarded()
        return guarded.reading(kind: kind).map(Notation.text) ?? "-"
    }

    @Test func `a hold and a release at the same time stay held`() {
        var ada = Author(1)
        var ben = Author(2)
        let held = ada.operation(CellVerb.write, .text("held"), at: 5)
        let free = ben.operation(CellVerb.write, .text("free"), at: 9)
        #expect(Self.reading([held, free], Self.brake) == "held")
        #expect(Self.reading([free, held], Self.brake) == "held")
    }

    @Test func `nobody lifts a hold without a grant`() {
        var ada = Author(1)
        let held = ada.operation(CellVerb.write, .text("held"), at: 5)
        let free = ada.operation(CellVerb.write, .text("free"), over: [held.id], at: 6)
        var document = Document.folding([held], Self.brake)
        #expect(document.apply(free, kind: Self.brake) == .void(.brakeWithoutGrant))
        #expect(document[Author.field]?.guarded?.reading(kind: Self.brake) == .text("held"))
        #expect(document[Author.field]?.guarded?.voids.map(\.write.id) == [free.id])
        #expect(document.liveIDs(at: Author.field) == [held.id])
    }

    @Test func `a grant lifts exactly the holds that it saw`() {
        var ada = Author(1)
        var ben = Author(2)
        let seen = ada.operation(CellVerb.write, .text("held"), at: 5)
        let unseen = ben.operation(CellVerb.write, .text("held"), at: 6)
        let lifted = ada.operation(
            CellVerb.write, .text("free"), over: [seen.id], at: 9, granted: true)
        #expect(Self.reading([seen, lifted], Self.brake) == "free")
        #expect(Self.reading([seen, lifted, unseen], Self.brake) == "held")
        #expect(Self.reading([seen, unseen, lifted], Self.brake) == "held")
    }

    @Test func `a repeated brake binds on its own`() {
        var ada = Author(1)
        var ben = Author(2)
        let first = ada.operation(CellVerb.write, .text("held"), at: 5)
        let again = ben.operation(CellVerb.write, .text("held"), at: 6)
        let lifted = ada.operation(
            CellVerb.write, .text("free"), over: [first.id], at: 7, granted: true)
        #expect(Self.reading([first, again, lifted], Self.brake) == "held")
    }

    @Test func `an unknown value counts as the safest`() {
        var ada = Author(1)
        var ben = Author(2)
        let held = ada.operation(CellVerb.write, .text("held"), at: 5)
        let newer = ben.operation(CellVerb.write, .text("quarantined"), at: 1)
        let bold = ben.operation(CellVerb.write, .text("held"), over: [newer.id], at: 9)
        #expect(Self.reading([held, newer], Self.brake) == "quarantined")
        #expect(Self.reading([newer, bold], Self.brake) == "quarantined")
    }

    @Test func `a value with its reason ranks as the value`() {
        var ada = Author(1)
        let held = ada.operation(CellVerb.write, .list([.text("held"), .text("audit")]), at: 5)
        let free = ada.operation(
            CellVerb.write, .list([.text("free"), .text("done")]), over: [held.id], at: 6)
        #expect(Self.reading([held, free], Self.brake) == "(held,audit)")
    }

    @Test func `a void release frees nothing for those who name it`() {
        var ada = Author(1)
        let held = ada.operation(CellVerb.write, .text("held"), at: 5)
        let free = ada.operation(CellVerb.write, .text("free"), over: [held.id], at: 6)
        let slow = ada.operation(CellVerb.write, .text("slow"), over: [free.id], at: 7)
        #expect(Self.reading([held, free, slow], Self.brake) == "held")
    }

    @Test func `a retraction lifts a brake only by a grant`() {
        var ada = Author(1)
        let held = ada.operation(CellVerb.write, .text("held"), at: 5)
        var undo = ada.operation(CellVerb.retract, over: [held.id], at: 6)
        #expect(Self.reading([held, undo], Self.brake) == "held")
        undo.granted = true
        #expect(Self.reading([held, undo], Self.brake) == "-")
    }

    @Test func `a late release is judged by the hold it saw, not by what is live`() {
        var ada = Author(1)
        var ben = Author(2)
        let held = ada.operation(CellVerb.write, .text("held"), at: 5)
        let lifted = ada.operation(
            CellVerb.write, .text("free"), over: [held.id], at: 6, granted: true)
        let late = ben.operation(CellVerb.write, .text("slow"), over: [held.id], at: 7)
        let early = Document.folding([held, late, lifted], Self.brake)
        #expect(early == Document.folding([held, lifted, late], Self.brake))
        #expect(early[Author.field]?.guarded?.voids.map(\.write.id) == [late.id])
    }

    @Test func `a plain safety register may be made bolder by those who saw it`() {
        let kind = FieldKind.safety(FieldSample.brake)
        var ada = Author(1)
        var ben = Author(2)
        let kept = ada.operation(CellVerb.write, .text("slow"), at: 5)
        let seen = ada.operation(CellVerb.write, .text("free"), over: [kept.id], at: 6)
        let unseen = ben.operation(CellVerb.write, .text("slow"), at: 4)
        #expect(Self.reading([kept, seen], kind) == "free")
        #expect(Self.reading([kept, seen, unseen], kind) == "slow")
        #expect(Self.reading([unseen, kept, seen], kind) == "slow")
    }

    @Test func `a machine takes only the steps that it has`() {
        var ada = Author(1)
        let ready = ada.operation(CellVerb.transition, .text("ready"), at: 1)
        let draft = ada.operation(CellVerb.transition, .text("live"), at: 2)
        #expect(Self.reading([], Self.machine) == "draft")
        #expect(Self.reading([ready], Self.machine) == "ready")
        var document = Document.folding([ready], Self.machine)
        #expect(document.apply(draft, kind: Self.machine) == .void(.impossibleStep))
        let live = ada.operation(CellVerb.transition, .text("live"), over: [ready.id], at: 3)
        #expect(document.apply(live, kind: Self.machine) == .void(.needsGrant))
        let granted = ada.operation(
            CellVerb.transition, .text("live"), over: [ready.id], at: 4, granted: true)
        #expect(document.apply(granted, kind: Self.machine) == .applied)
        #expect(document[Author.field]?.guarded?.reading(kind: Self.machine) == .text("live"))
    }

    @Test func `of two steps at once the safer is in force, and the brake wins over both`() {
        var ada = Author(1)
        var ben = Author(2)
        var cem = Author(3)
        let ready = ada.operation(CellVerb.transition, .text("ready"), at: 1)
        let live = ada.operation(
            CellVerb.transition, .text("live"), over: [ready.id], at: 9, granted: true)
        let back = ben.operation(CellVerb.transition, .text("draft"), over: [ready.id], at: 2)
        let held = cem.operation(CellVerb.transition, .text("held"), at: 2)
        #expect(Self.reading([ready, live, back], Self.machine) == "draft")
        #expect(Self.reading([ready, back, live], Self.machine) == "draft")
        #expect(Self.reading([ready, back, live, held], Self.machine) == "held")
    }

    @Test func `an immutable field keeps its first write`() {
        var ada = Author(1)
        var ben = Author(2)
        let first = ada.operation(CellVerb.write, .text("one"), at: 1)
        let second = ben.operation(CellVerb.write, .text("two"), at: 9)
        let rewrite = ben.operation(CellVerb.write, .text("three"), over: [first.id], at: 10)
        #expect(Self.reading([first, second, rewrite], .immutable) == "one")
        #expect(Self.reading([second, first], .immutable) == "one")
        var document = Document.folding([first], .immutable)
        #expect(document.apply(rewrite, kind: .immutable) == .void(.rewritesImmutable))
    }

    @Test func `a grant-only field takes nothing else`() {
        var ada = Author(1)
        let wish = ada.operation(CellVerb.write, .text("go"), at: 1)
        let grant = ada.operation(CellVerb.write, .text("go"), at: 2, granted: true)
        #expect(Self.reading([wish], .grantOnly) == "-")
        #expect(Self.reading([wish, grant], .grantOnly) == "go")
    }
}
