import Causality
import History
import Importing
import Lattice
import ReleaseModel
import SimulationKit
import Testing

/// Row 26 over random histories: replicas import what a source said on different days, and people edit.
struct RandomImportTests {
    /// What the source says of one record on one day.
    private struct Day: Hashable {
        let title: String
        let priority: String
        let labels: Set<String>

        static func random(_ world: ModelWorld) -> Day {
            Day(
                title: world.pick(["crash", "crash at start", "hang"]),
                priority: world.pick(["high", "low"]),
                labels: Set(["ios", "web"].filter { _ in world.chance(50) }))
        }

        func record(_ key: Int) -> ImportRecord {
            ImportRecord(
                source: "s", kind: .item, key: "\(key)",
                fields: [
                    "title": .text(title), "priority": .text(priority),
                    "labels": .list(labels.sorted().map { .text($0) }),
                ], edges: [], origin: ImportOrigin(file: "f", line: key + 1))
        }
    }

    /// All that was ever written of one record, by whom and upon what.
    private struct Telling {
        var imports: [Trace<Day>] = []
        var titles: [Trace<String>] = []
        var priorities: [Trace<String>] = []
        var added: [Trace<String>] = []
        var removed: [Trace<String>] = []

        func known(at seen: VersionVector) -> Telling {
            Telling(
                imports: imports.known(at: seen), titles: titles.known(at: seen),
                priorities: priorities.known(at: seen), added: added.known(at: seen),
                removed: removed.known(at: seen))
        }

        /// Present is what somebody added whom nobody who removed it had seen.
        var labels: Set<String> {
            Set(
                added.filter { add in
                    !removed.contains { $0.said == add.said && $0.saw(add) }
                }.map(\.said))
        }

        /// What an import writes of a single value: what the source has not said before, or one of the
        /// several things that only the source has said and nobody has settled.
        func writes(_ value: String, _ traces: [Trace<String>], _ said: (Day) -> String) -> Bool {
            let before = Set(imports.standing().map { said($0.said) })
            let live = traces.standing().map(\.said)
            let isOpen = Set(live).count > 1
            guard before.contains(value) else { return live != [value] }
            return isOpen && imports.standing().count > 1 && live.allSatisfy(before.contains)
        }
    }

    private final class Plan {
        let world: ModelWorld
        var tellings: [Telling]
        private let keys: Int

        init(_ world: ModelWorld, keys: Int) {
            self.world = world
            self.keys = keys
            tellings = Array(repeating: Telling(), count: keys)
        }

        func id(_ key: Int) -> EntityID {
            DerivedIdentifier.imported(source: "s", kind: .item, key: "\(key)")
        }

        /// Imports some records as the source says them on this day; writes what a loop by hand would.
        @discardableResult
        func importing(_ days: [(key: Int, day: Day)], at replica: ModelReplica) throws -> Bool {
            let seen = replica.vector
            let change = try world.edit(replica.name) { draft in
                var writer = ImportWriter(zones: FixedZones())
                try writer.write(days.map { $0.day.record($0.key) }, into: &draft)
                #expect(writer.problems.filter { $0.outcome != .kept }.isEmpty)
            }
            var isWritten = false
            for (key, day) in days {
                let known = tellings[key].known(at: seen)
                let before = known.imports.standing().map(\.said)
                guard before.isEmpty || before.contains(where: { $0 != day }) else { continue }
                isWritten = true
                note(day, key, known, try #require(change), seen)
            }
            #expect((change != nil) == isWritten)
            return isWritten
        }

        private func note(
            _ day: Day, _ key: Int, _ known: Telling, _ change: AdmittedChange,
            _ seen: VersionVector
        ) {
            if known.writes(day.title, known.titles, \.title) {
                tellings[key].titles.append(Trace(change, seen: seen, day.title))
            }
            if known.writes(day.priority, known.priorities, \.priority) {
                tellings[key].priorities.append(Trace(change, seen: seen, day.priority))
            }
            let before = known.imports.standing().map(\.said)
            let said = before.reduce(into: Set<String>()) { $0.formUnion($1.labels) }
            for label in day.labels.subtracting(said).subtracting(known.labels) {
                tellings[key].added.append(Trace(change, seen: seen, label))
            }
            for label in known.labels.intersection(said).subtracting(day.labels) {
                tellings[key].removed.append(Trace(change, seen: seen, label))
            }
            tellings[key].imports.append(Trace(change, seen: seen, day))
        }

        /// A person changes a record that is known here.
        func edit(_ key: Int, at replica: ModelReplica) throws {
            let seen = replica.vector
            let known = tellings[key].known(at: seen)
            guard !known.imports.isEmpty else { return }
            let (title, label) = (
                world.pick(["ours", "theirs", "hang"]), world.pick(["ios", "own"])
            )
            let isTitle = world.chance(50)
            let change = try world.edit(replica.name) { draft in
                if isTitle {
                    try draft.set(id(key), Item.title, .text(.init(title)))
                } else if known.labels.contains(label) {
                    try draft.remove(id(key), SharedFields.labels, .text(.init(label)))
                } else {
                    try draft.add(id(key), SharedFields.labels, .text(.init(label)))
                }
            }
            guard let change else { return }
            if isTitle {
                tellings[key].titles.append(Trace(change, seen: seen, title))
            } else if known.labels.contains(label) {
                tellings[key].removed.append(Trace(change, seen: seen, label))
            } else {
                tellings[key].added.append(Trace(change, seen: seen, label))
            }
        }

        /// Each thing is there once, and says what stands of all that was written of it.
        func expectTold(_ cards: [Card]) {
            for replica in world.replicas {
                let items = replica.documents.documents.values.filter { $0.entityKind == .item }
                let imported = tellings.indices.filter { !tellings[$0].imports.isEmpty }
                #expect(Set(items.map(\.id)) == Set(imported.map(id)))
                #expect(items.count == imported.count)
                for key in imported {
                    let (telling, item) = (tellings[key], replica[id(key)])
                    expect(item, Item.title, telling.titles, cards)
                    expect(item, Item.priority, telling.priorities, cards)
                    #expect(
                        Set(item.elements(SharedFields.labels).map { $0.string ?? "" })
                            == telling.labels)
                }
            }
        }

        private func expect(
            _ item: Document, _ field: FieldDefinition, _ traces: [Trace<String>], _ cards: [Card]
        ) {
            let live = Set(traces.standing().map(\.said))
            #expect(
                Set(item.writes(CellAddress(field.number)).map { $0.value.string ?? "" }) == live)
            #expect(item.string(field) == traces.shown())
            #expect(
                cards.contains { $0.subjects == [item.id] && $0.field == field.name }
                    == (live.count > 1))
        }
    }

    private func play(
        _ world: ModelWorld, keys: Int, rounds: Int, meeting percent: Int, orders: Int
    ) throws {
        let plan = Plan(world, keys: keys)
        for _ in 0..<rounds {
            for replica in world.replicas where world.chance(85) {
                if world.chance(60) {
                    let some = (0..<keys).filter { _ in world.chance(60) }
                    try plan.importing(some.map { ($0, .random(world)) }, at: replica)
                } else {
                    try plan.edit(world.below(keys), at: replica)
                }
            }
            if world.chance(percent) { world.exchange() }
        }
        let (cards, differences) = world.meeting(orders: orders)
        #expect(differences.isEmpty)
        plan.expectTold(cards)

        // The source speaks once more; after that it has nothing new to say, wherever it is read.
        let today = (0..<keys).map { (key: $0, day: Day.random(world)) }
        try plan.importing(today, at: world.pick(world.replicas))
        let after = world.meeting(orders: 4)
        #expect(after.differences.isEmpty)
        plan.expectTold(after.cards)
        for replica in world.replicas {
            #expect(try plan.importing(today, at: replica) == false)
        }
        try expectSettled(after.cards, in: world)
    }

    /// What the source and people said apart is settled by one choice, on all replicas.
    private func expectSettled(_ cards: [Card], in world: ModelWorld) throws {
        for card in cards {
            let option = 1 + world.below(card.options.count)
            try world.edit(world.pick(world.replicas).name) {
                try $0.settle(card, option: option, zones: FixedZones())
            }
            let (left, differences) = world.meeting(orders: 2)
            #expect(differences.isEmpty)
            #expect(!left.contains { $0.subjects == card.subjects && $0.field == card.field })
        }
        #expect(world.meeting(orders: 2).cards.isEmpty)
    }

    @Test(arguments: 1...30)
    func `few imports apart, in every order of delivery: each thing once, as a loop by hand says`(
        seed: UInt64
    ) throws {
        try play(ModelWorld(seed: seed), keys: 2, rounds: 2, meeting: 0, orders: 100)
    }

    @Test(arguments: 1...20)
    func `many imports apart and together: each thing once, as a loop by hand says`(
        seed: UInt64
    ) throws {
        try play(ModelWorld(seed: seed), keys: 4, rounds: 6, meeting: 40, orders: 6)
    }

    @Test func `what a source said on two days is settled by what it says today`() throws {
        let world = ModelWorld()
        let plan = Plan(world, keys: 1)
        let days = ["hang", "crash"].map { Day(title: $0, priority: "high", labels: []) }
        try plan.importing([(0, days[1])], at: world["tokyo"])
        try plan.importing([(0, days[0])], at: world["recife"])
        let (cards, _) = world.meeting(orders: 10)
        #expect(cards.map(\.field) == ["title"])
        #expect(world[plan.id(0)].title == "hang")
        try plan.importing([(0, days[1])], at: world["prague"])
        #expect(world.meeting(orders: 10).cards.isEmpty)
        #expect(world[plan.id(0)].title == "crash")
    }
}
