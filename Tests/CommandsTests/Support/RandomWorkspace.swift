import Causality
import Lattice
import ReleaseModel
import Replication
import SimulationKit

@testable import Commands

/// Fills a workspace with things of every kind that say whatever their fields can hold.
struct RandomWorkspace {
    private var dice: SplitMix64
    private var made: [(kind: EntityKind, id: EntityID)] = []

    init(seed: UInt64) { dice = SplitMix64(seed: seed) }

    private static let kinds: [EntityKind] = [
        .person, .team, .item, .item, .item, .service, .train, .release, .milestone, .freeze,
        .entry, .series,
    ]

    /// Makes things, then changes some of them again.
    mutating func fill(_ replica: Replica, things: Int) throws {
        for _ in 0..<things {
            let kind = Self.kinds.randomElement(using: &dice) ?? .item
            let id = EntityID(high: dice.next(), low: dice.next())
            made.append((kind, id))
        }
        try replica.commit { draft, _ in
            for (kind, id) in made { try draft.create(kind, id) }
        }
        for round in 0..<2 {
            for (kind, id) in made where round == 0 || Int.random(in: 0..<3, using: &dice) == 0 {
                try replica.commit { draft, _ in
                    for field in Schema.of(kind).fields where Bool.random(using: &dice) {
                        try write(field, id, &draft)
                    }
                    if Int.random(in: 0..<6, using: &dice) == 0 { try draft.archive(id) }
                }
            }
        }
        try relate(replica)
    }

    private mutating func relate(_ replica: Replica) throws {
        let items = made.filter { $0.kind == .item }.map(\.id)
        guard items.count > 1 else { return }
        for _ in 0..<items.count {
            guard let source = items.randomElement(using: &dice),
                let target = items.randomElement(using: &dice), source != target,
                let kind = Edge.kinds.randomElement(using: &dice)
            else { continue }
            let reason = Bool.random(using: &dice) ? line() : nil
            let isTakenBack = Int.random(in: 0..<4, using: &dice) == 0
            try replica.commit { draft, _ in
                let edge = try draft.link(kind, from: source, to: target, reason: reason)
                if isTakenBack { try draft.unlink(edge) }
            }
        }
    }

    private mutating func write(
        _ field: FieldDefinition, _ id: EntityID, _ draft: inout Draft
    ) throws {
        switch field.kind {
        case .grantOnly, .counter: return
        case .text: try draft.edit(id, field, to: CanonicalText(prose()))
        case .addWinsSet, .removeWinsSet:
            for _ in 0..<Int.random(in: 0...3, using: &dice) {
                guard let value = value(field) else { continue }
                try draft.add(id, field, value)
                if Int.random(in: 0..<4, using: &dice) == 0 { try draft.remove(id, field, value) }
            }
        case .growOnlyLog:
            for _ in 0..<Int.random(in: 0...2, using: &dice) {
                if let value = value(field) { try draft.append(id, field, value) }
            }
        case .keyedMap: try writeMap(field, id, &draft)
        case .stateMachine(let table):
            for _ in 0..<Int.random(in: 0...4, using: &dice) {
                let present = try draft.existing(id).value(field)?.textValue ?? table.initial
                let next = table.steps[present, default: []].filter {
                    !table.granted.contains($0)
                }
                guard let state = next.randomElement(using: &dice) else { break }
                try draft.transition(id, field, to: state.string)
            }
        case .brake(let order):
            guard try draft.existing(id).value(field) == nil,
                let word = order.values.randomElement(using: &dice)
            else { return }
            try draft.set(
                id, field, .list([.text(word), Bool.random(using: &dice) ? .text(line()) : .none]))
        default:
            guard field != SharedFields.archived, field != SharedFields.origin else { return }
            if field.kind == .immutable, try draft.existing(id).value(field) != nil { return }
            if field == Item.parent || field == Item.assignee {
                guard let value = value(field) else { return }
                try draft.set(id, field, .list([value, .none]))
                return
            }
            let isEmptied =
                Int.random(in: 0..<6, using: &dice) == 0 && field.number != 1
                && field.kind != .immutable
            if let value = isEmptied ? Value.none : value(field) { try draft.set(id, field, value) }
        }
    }

    private mutating func writeMap(
        _ field: FieldDefinition, _ id: EntityID, _ draft: inout Draft
    ) throws {
        for place in 0..<Int.random(in: 0...3, using: &dice) {
            if field == Item.acceptance {
                let key = try draft.addCheck(.text(line()), to: id)
                if Bool.random(using: &dice) { try draft.tick(key, of: id, isDone: true) }
            } else if field == SharedFields.attributes {
                try draft.set(
                    id, field, .text(line()), key: Array("\(line())/\(place)".utf8),
                    subfield: field.subfields[0])
            }
        }
    }

    private mutating func value(_ field: FieldDefinition) -> Value? {
        switch field.type {
        case .line: return .text(line())
        case .prose: return .text(prose())
        case .integer: return .integer(Int64.random(in: .min ... .max, using: &dice))
        case .flag: return .flag(Bool.random(using: &dice))
        case .word(let words): return words.randomElement(using: &dice).map { .text($0) }
        case .entity(let kinds):
            // Now and then what nobody here has made.
            let known = made.filter { kinds.contains($0.kind) }
            return .entity(
                known.randomElement(using: &dice)?.id
                    ?? EntityID(high: dice.next(), low: dice.next()))
        case .moment: return Moment(point(zone()))?.value
        case .window:
            let place = zone()
            let (first, last) = (point(place), point(place))
            guard let start = Moment(min(first, last)), let end = Moment(max(first, last)) else {
                return nil
            }
            return Window(start: start, end: end)?.value
        case .zone: return .text("Asia/Tokyo")
        case .rank: return .bytes((0..<5).map { _ in UInt8.random(in: 1...255, using: &dice) })
        case .composite:
            return field == Person.hours
                ? .list([.text("08:30"), .text("17:00"), .text("UTC")]) : nil
        }
    }

    /// `T` for times, nothing for days, with the place behind.
    private mutating func zone() -> String {
        ["T@UTC", "T@Asia/Tokyo", "T@America/Recife", "", "@anywhere", "@Europe/Prague"]
            .randomElement(using: &dice) ?? ""
    }

    private mutating func point(_ zone: String) -> String {
        let day = CivilDate(dayNumber: Int.random(in: 18_000..<23_000, using: &dice))
        let text = day?.description ?? "2026-01-01"
        guard zone.hasPrefix("T") else { return text + zone }
        let hour = Int.random(in: 10..<24, using: &dice)
        return "\(text)T\(hour):\(Int.random(in: 10..<60, using: &dice))\(zone.dropFirst())"
    }

    private static let pieces = [
        "a", "Pay", " by ", "é", "日本", "👩‍🚀", "\"", "\\", ",", ";", ":", "{", "}", "[x]", "#1", "|",
        "שלום", "=", "<b>", "&", "@", "..", "0", "-", "null",
    ]

    private mutating func line() -> String {
        let text = (0..<Int.random(in: 1...6, using: &dice)).map { _ in
            Self.pieces.randomElement(using: &dice) ?? "a"
        }.joined()
        // Fields of one line hold no blanks at their ends.
        return "x\(text)x"
    }

    private mutating func prose() -> String {
        (0..<Int.random(in: 1...4, using: &dice)).map { _ in line() }.joined(separator: "\n\t")
    }
}
