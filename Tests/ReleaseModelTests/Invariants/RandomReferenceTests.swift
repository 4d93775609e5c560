import Causality
import History
import Lattice
import ReleaseModel
import SimulationKit
import Testing

/// Row 27 over random histories: a reference stays, and says what became of what it names.
struct RandomReferenceTests {
    /// Who wrote what upon what: references by item, the rest by what they name.
    private struct Plan {
        let items: [EntityID]
        let targets: [EntityID]
        var references: [EntityID: [Trace<EntityID>]] = [:]
        var creations: [EntityID: [Trace<Int>]] = [:]
        var titles: [EntityID: [Trace<Int>]] = [:]
        var archives: [EntityID: [Trace<Int>]] = [:]

        init(_ world: ModelWorld) throws {
            items = try (0..<2).map { try world.shared(.item, "item \($0)") }
            targets = (0..<3).map { _ in world.newID() }
        }

        /// What stands behind a name: an archive counts unless somebody wrote what it had not seen.
        func state(of target: EntityID) -> ReferenceState {
            let made = creations[target, default: []]
            guard !made.isEmpty else { return .pending }
            let kept = archives[target, default: []].standing()
            let unseen = (made + titles[target, default: []].standing()).filter { write in
                !kept.contains { $0.saw(write) }
            }
            return !kept.isEmpty && unseen.isEmpty ? .archived : .live
        }
    }

    /// What one person does: names a milestone, makes it, renames it, archives it.
    private enum Deed { case refer, make, rename, archive, nothing }

    private func deed(_ choice: Int, isHere: Bool) -> Deed {
        if choice < 4 { return .refer }
        guard isHere else { return choice < 6 ? .make : .nothing }
        return choice == 6 ? .archive : .rename
    }

    /// One deed of one person, who may name what he has never seen made.
    private func step(
        _ replica: ModelReplica, _ number: Int, _ world: ModelWorld, _ plan: inout Plan
    ) throws {
        let seen = replica.vector
        let (item, target) = (world.pick(plan.items), world.pick(plan.targets))
        let isHere = replica[target].creation != nil
        let wasArchived = ArchiveClash.isArchived(replica[target])
        let deed = deed(world.below(8), isHere: isHere)
        let change = try world.edit(replica.name) { draft in
            switch deed {
            case .refer: try draft.set(item, Item.milestone, .entity(target))
            case .make:
                try draft.create(.milestone, target)
                try draft.set(target, Milestone.title, .text("made \(number)"))
            case .rename: try draft.set(target, Milestone.title, .text("named \(number)"))
            case .archive: try draft.archive(target)
            case .nothing: break
            }
        }
        guard let change else { return }
        let trace = Trace(change, seen: seen, number)
        switch deed {
        case .refer:
            plan.references[item, default: []].append(Trace(change, seen: seen, target))
        case .make:
            plan.creations[target, default: []].append(trace)
            plan.titles[target, default: []].append(trace)
        case .rename:
            plan.titles[target, default: []].append(trace)
            // Who renames what he sees archived archives it again.
            if wasArchived { plan.archives[target, default: []].append(trace) }
        case .archive: plan.archives[target, default: []].append(trace)
        case .nothing: break
        }
    }

    private func expectReferences(of plan: Plan, in world: ModelWorld) {
        for replica in world.replicas {
            for target in plan.targets {
                #expect(
                    ReferenceState(replica.documents.document(target)) == plan.state(of: target))
            }
            for item in plan.items {
                let traces = plan.references[item, default: []]
                let live = replica[item].writes(CellAddress(Item.milestone.number))
                #expect(
                    Set(live.map(\.value.entityValue)) == Set(traces.standing().map(\.said)))
                #expect(replica[item].value(Item.milestone)?.entityValue == traces.shown())
            }
        }
    }

    private func play(
        _ world: ModelWorld, rounds: Int, meeting percent: Int, orders: Int
    ) throws {
        var plan = try Plan(world)
        for round in 0..<rounds {
            for (place, replica) in world.replicas.enumerated() where world.chance(80) {
                try step(replica, round * 10 + place, world, &plan)
            }
            if world.chance(percent) { world.exchange() }
        }
        let cards = world.meet(orders: orders).filter { $0.field == Item.milestone.name }
        expectReferences(of: plan, in: world)
        for item in plan.items {
            let rivals = Set(plan.references[item, default: []].standing().map(\.said))
            #expect(cards.contains { $0.subjects == [item] } == (rivals.count > 1))
        }
        // What people settle is which one is meant, not whether it is there.
        for card in cards {
            let option = 1 + world.below(card.options.count)
            try world.expectSettled(card, by: world.pick(world.replicas).name) {
                try $0.settle(card, option: option, zones: TestZones.all)
            }
            #expect(world[card.subjects[0]].value(Item.milestone) == card.options[option - 1].value)
        }
        try expectArrivals(of: plan, in: world)
    }

    /// What was pending is made at last, and every reference to it is what it was.
    private func expectArrivals(of plan: Plan, in world: ModelWorld) throws {
        let named = plan.items.map { world[$0].value(Item.milestone) }
        for target in plan.targets where plan.state(of: target) == .pending {
            try world.edit(world.pick(world.replicas).name) { try $0.create(.milestone, target) }
            world.meet(orders: 2)
            #expect(ReferenceState(world[target]) == .live)
        }
        #expect(plan.items.map { world[$0].value(Item.milestone) } == named)
    }

    @Test(arguments: 1...30)
    func `few references, in every order of delivery: none is lost, each says what it names`(
        seed: UInt64
    ) throws {
        let world = ModelWorld(seed: seed)
        try play(world, rounds: 2, meeting: 0, orders: 100)
    }

    @Test(arguments: 1...20)
    func `many references apart and together: none is lost, each says what it names`(
        seed: UInt64
    ) throws {
        try play(ModelWorld(seed: seed), rounds: 7, meeting: 40, orders: 8)
    }
}
