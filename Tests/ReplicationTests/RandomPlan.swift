import Causality
import Lattice
import ReleaseModel
import Replication
import SimulationKit

/// A small programme that people edit at random, in all the ways that can clash.
struct RandomPlan {
    private var chance: SplitMix64
    private var things: [EntityKind: [EntityID]] = [:]
    private static let names = ["winter", "summer"]
    private static let zones = ["UTC", "Asia/Tokyo", "Europe/Prague"]

    init(seed: UInt64) { chance = SplitMix64(seed: seed) }

    private mutating func any(_ kind: EntityKind) -> EntityID {
        chance.pick(things[kind] ?? [EntityID(high: 0, low: 0)])
    }

    private mutating func day() -> String {
        let day = 1 + chance.below(12)
        return "2026-12-\(day < 10 ? "0" : "")\(day)"
    }

    private mutating func window() -> Value {
        let (one, other) = (day(), day())
        let text =
            chance.below(3) == 0
            ? "" : chance.below(2) == 0 ? "@anywhere" : "@\(chance.pick(Self.zones))"
        return Window("\(min(one, other))..\(max(one, other))\(text)")?.value ?? .none
    }

    /// Makes what everybody knows from the start.
    mutating func begin(_ draft: inout Draft) throws {
        let counts: [(EntityKind, Int)] = [
            (.item, 5), (.train, 2), (.release, 3), (.freeze, 2), (.milestone, 4), (.service, 2),
            (.team, 2), (.person, 2),
        ]
        for (kind, count) in counts {
            for place in 0..<count {
                let id = EntityID(high: UInt64(kind.rawValue), low: UInt64(place + 1))
                things[kind, default: []].append(id)
                try draft.create(kind, id)
                try draft.set(id, Schema.of(kind).title, .text("\(kind.name) \(place)"))
            }
        }
        for (place, id) in (things[.milestone] ?? []).enumerated() {
            try draft.set(id, Milestone.kind, .text(Milestone.ordered[place]))
            try draft.set(id, Milestone.train, .entity(any(.train)))
        }
    }

    /// One command of one person; what the rules refuse is not done.
    mutating func edit(_ replica: Replica) throws {
        var next = self
        defer { self = next }
        do {
            try replica.commit { draft, view in try next.edit(&draft, view) }
        } catch is DomainFailure {
            return
        }
    }

    private mutating func edit(_ draft: inout Draft, _ view: ReplicaView) throws {
        let (item, other, release, freeze) = (any(.item), any(.item), any(.release), any(.freeze))
        switch chance.below(14) {
        case 0: try draft.link(chance.pick(["blocks", "relates"]), from: item, to: other)
        case 1:
            try draft.move(item, below: other, ancestors: { try view.ancestors(of: $0) })
        case 2: try draft.merge(item, into: other, edges: [])
        case 3: try draft.claim(item, for: any(.person), over: true)
        case 4: try draft.archive(chance.pick([item, release, freeze]))
        case 5: try draft.unarchive(item)
        case 6: try draft.set(release, Release.window, window())
        case 7: try draft.set(freeze, Freeze.window, window())
        case 8:
            try draft.set(any(.milestone), Milestone.when, Moment(day())?.value ?? .none)
        case 9:
            let kind = chance.pick([EntityKind.train, .service, .team, .release])
            try draft.set(any(kind), Schema.of(kind).title, .text(.init(chance.pick(Self.names))))
        case 10:
            try draft.transition(item, Item.state, to: chance.pick(["active", "done", "dropped"]))
        case 11:
            try draft.set(release, Release.service, .entity(any(.service)))
            try draft.set(any(.service), Service.team, .entity(any(.team)))
        case 12: try draft.add(freeze, Freeze.scope, .entity(any(.team)))
        default: try draft.set(item, Item.title, .text(.init(day())))
        }
    }
}
