import Causality
import History
import Lattice
import ReleaseModel
import SimulationKit
import Testing

/// Row 17 over random histories: a window is one value, whoever moves which of its ends.
struct RandomWindowTests {
    /// The ends and the zone as a person reads them.
    private struct Ends: Hashable {
        var start: CivilDate
        var end: CivilDate
        var zone: String

        var value: Value? { Window("\(start)..\(end)@\(zone)")?.value }

        init?(_ value: Value?) {
            guard let parts = value?.parts, parts.count == 2, let start = Moment(parts[0]),
                let end = Moment(parts[1]), start.zone == end.zone, let zone = start.zone
            else { return nil }
            (self.start, self.end, self.zone) = (start.date, end.date, zone)
        }
    }

    private let field = CellAddress(Release.window.number)

    /// Lets everybody move ends of one window, and tells who wrote what upon what.
    private func play(
        _ world: ModelWorld, rounds: Int, meeting percent: Int
    ) throws -> (release: EntityID, traces: [Trace<Ends>]) {
        let release = try world.shared(.release, "1.0")
        var traces: [Trace<Ends>] = []
        func move(_ replica: ModelReplica, to value: Value) throws {
            let seen = replica.vector
            let change = try world.edit(replica.name) {
                try $0.set(release, Release.window, value)
            }
            guard let change else { return }
            traces.append(Trace(change, seen: seen, try #require(Ends(value))))
        }
        try move(world.replicas[0], to: try window("2026-11-10..2026-11-12"))
        world.exchange()
        for _ in 0..<rounds {
            for replica in world.replicas where world.chance(80) {
                var ends = try #require(Ends(replica[release].value(Release.window)))
                let day = date("2026-11-09").adding(days: world.below(5)) ?? ends.start
                switch world.below(5) {
                case 0, 1: ends.start = day
                case 2, 3: ends.end = day
                default: ends.zone = world.pick(["UTC", TestZones.shifting])
                }
                // Ends that cross are no window, so nobody can write them.
                if let value = ends.value { try move(replica, to: value) }
            }
            if world.chance(percent) { world.exchange() }
        }
        return (release, traces)
    }

    /// Everybody reads one window of those that stand, both ends from one hand; people settle the rest.
    private func expectOneHand(
        _ world: ModelWorld, _ release: EntityID, _ traces: [Trace<Ends>], orders: Int
    ) throws {
        let cards = world.meet(orders: orders).filter { $0.kind == .edits }
        let standing = Set(traces.standing().map(\.said))
        for replica in world.replicas {
            let live = replica[release].writes(field).map { Ends($0.value) }
            #expect(Set(live) == Set(standing.map(Optional.some)))
            #expect(live.allSatisfy { $0.map { $0.start <= $0.end } ?? false })
            #expect(Ends(replica[release].value(Release.window)) == traces.shown())
        }
        #expect(cards.count == (standing.count > 1 ? 1 : 0))
        guard let card = cards.first else { return }
        #expect(Set(card.options.map { Ends($0.value) }) == Set(standing.map(Optional.some)))
        let option = 1 + world.below(card.options.count)
        try world.expectSettled(card, by: world.pick(world.replicas).name) {
            try $0.settle(card, option: option, zones: TestZones.all)
        }
        let chosen = card.options[option - 1].value
        for replica in world.replicas {
            #expect(replica[release].value(Release.window) == chosen)
        }
    }

    @Test(arguments: 1...30)
    func `ends moved apart, in every order of delivery: one hand's window is read`(
        seed: UInt64
    ) throws {
        let world = ModelWorld(seed: seed)
        let (release, traces) = try play(world, rounds: 2, meeting: 0)
        #expect(DeliveryOrders.all(world.replicas[0].log, limit: 100) != nil)
        try expectOneHand(world, release, traces, orders: 100)
    }

    @Test(arguments: 1...20)
    func `ends moved apart and together for long: one hand's window is read`(
        seed: UInt64
    ) throws {
        let world = ModelWorld(["tokyo", "recife", "prague", "lima"], seed: seed)
        let (release, traces) = try play(world, rounds: 6, meeting: 40)
        try expectOneHand(world, release, traces, orders: 12)
    }

    @Test func `taken end by end, such histories would cross`() throws {
        var crossed = 0
        for seed in 1...60 as ClosedRange<UInt64> {
            let standing = try play(ModelWorld(seed: seed), rounds: 2, meeting: 0).traces
                .standing()
            let ends = standing.map(\.said)
            if ends.contains(where: { one in ends.contains { $0.end < one.start } }) {
                crossed += 1
            }
        }
        #expect(crossed > 3)
    }
}
