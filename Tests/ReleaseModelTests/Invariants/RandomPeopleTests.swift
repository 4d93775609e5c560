import Causality
import History
import Lattice
import ReleaseModel
import SimulationKit
import Testing

/// Rows 22, 23 and 32 over random histories, against who had seen what.
struct RandomPeopleTests {
    @Test(arguments: 1...20)
    func `random claims and archives: what stands is what nobody who wrote later had seen`(
        seed: UInt64
    ) throws {
        let world = ModelWorld(seed: seed)
        let item = try world.shared(.item, "crash")
        let people = try ["Ana", "Ben", "Eva"].map { try world.shared(.person, $0) }
        var claims: [Trace<EntityID>] = []
        var archives: [Trace<EntityID>] = []
        var comments: [Trace<EntityID>] = []
        for _ in 0..<3 {
            for replica in world.replicas where world.chance(80) {
                let seen = replica.vector
                let person = world.pick(people)
                let choice = world.below(3)
                let wasArchived = ArchiveClash.isArchived(replica[item])
                let change = try world.edit(replica.name) { draft in
                    switch choice {
                    case 0: try draft.claim(item, for: person, over: true)
                    case 1: try draft.archive(item)
                    default: try draft.append(item, Item.comments, .text("a word"))
                    }
                }
                guard let change else { continue }
                let trace = Trace(change, seen: seen, person)
                if choice == 0 { claims.append(trace) }
                if choice == 2 { comments.append(trace) }
                // Who edits what he sees archived archives it again, with his edit.
                if choice == 1 || wasArchived { archives.append(trace) }
            }
            if world.chance(40) { world.exchange() }
        }
        let cards = world.meet(orders: 4)
        let holders = Set(claims.standing().map(\.said))
        #expect(cards.contains { $0.kind == .claim } == (holders.count > 1))
        let kept = archives.standing()
        let edits = (comments + claims.standing()).filter { edit in
            !kept.contains { $0.saw(edit) }
        }
        #expect(cards.contains { $0.kind == .archive } == (!kept.isEmpty && !edits.isEmpty))
        #expect(ArchiveClash.isArchived(world[item]) == (!kept.isEmpty && edits.isEmpty))
    }

    @Test(arguments: 1...20)
    func `random names: one card for each bearer but the first`(seed: UInt64) throws {
        let world = ModelWorld(seed: seed)
        var made: [EntityID] = []
        let names = ["winter", "summer", "spring"]
        for replica in world.replicas {
            for _ in 0..<3 {
                let (id, name) = (world.newID(), world.pick(names))
                made.append(id)
                try world.edit(replica.name) {
                    try $0.create(.train, id)
                    try $0.set(id, Train.name, .text(.init(name)))
                }
            }
            if world.chance(30) { world.exchange() }
        }
        let cards = world.meet(orders: 4).filter { $0.kind == .name }
        for name in names {
            let bearers = made.filter { world[$0].title == name }
            let own = cards.filter { bearers.contains($0.subjects[0]) }
            #expect(own.count == max(0, bearers.count - 1))
            // Clocks agree here, so the first is whoever was named first.
            #expect(own.allSatisfy { $0.subjects[1] == bearers.first })
            #expect(Set(own.map { $0.subjects[0] }) == Set(bearers.dropFirst()))
        }
    }
}
