import Causality
import Lattice
import SimulationKit

/// What an author writes next, given what he sees.
struct OperationDraft {
    var verb: UInt8
    var address = CellAddress(FieldSample.number)
    var value: [UInt8] = []
    var supersedes: [OperationID]
    var granted = false

    static func make(
        kind: FieldKind?, document: Document, stream: StreamID, seen: [OperationID],
        using generator: inout SplitMix64
    ) -> OperationDraft {
        var draft: OperationDraft
        switch kind {
        case .register, .contestedRegister, .composite, .rank, .immutable, .grantOnly, .safety,
            .brake:
            draft = write(kind, CellAddress(FieldSample.number), document, using: &generator)
        case .keyedMap(let fields):
            let key = generator.pick([[UInt8(1)], [2, 2]])
            let subfield = UInt32(generator.number(1...2))
            draft = write(
                fields[subfield], CellAddress(FieldSample.number, key: key, subfield: subfield),
                document, using: &generator)
        case .addWinsSet:
            draft = addWins(document, using: &generator)
        case .removeWinsSet:
            let key = word(using: &generator)
            let address = CellAddress(FieldSample.number, key: key.canonicalBytes)
            draft = OperationDraft(
                verb: generator.pick([CellVerb.add, CellVerb.remove]), address: address,
                value: key.canonicalBytes, supersedes: document.liveIDs(at: address))
        case .growOnlyLog:
            let entries = document.growOnlyLog(FieldSample.number).entries
            if generator.once(in: 4), !entries.isEmpty {
                let undone = generator.pick(entries).id
                draft = OperationDraft(verb: CellVerb.retract, supersedes: [undone])
            } else {
                draft = OperationDraft(
                    verb: CellVerb.append, value: word(using: &generator).canonicalBytes,
                    supersedes: [])
            }
        case .counter:
            draft = count(document, stream, using: &generator)
        case .text:
            draft = splice(document, using: &generator)
        case .stateMachine:
            let state = generator.pick(["draft", "ready", "live", "held", "retired"])
            draft = OperationDraft(
                verb: CellVerb.transition, value: Value.text(state).canonicalBytes,
                supersedes: document.liveIDs(at: CellAddress(FieldSample.number)),
                granted: generator.once(in: 3))
        case nil:
            draft = unknown(document, using: &generator)
        }
        // Sometimes an author names other operations that he has seen, live or not.
        if generator.once(in: 5), kind != .text, let named = seen.randomElement(using: &generator) {
            draft.supersedes = Array(Set(draft.supersedes + [named]))
        }
        return draft
    }

    private static func write(
        _ kind: FieldKind?, _ address: CellAddress, _ document: Document,
        using generator: inout SplitMix64
    ) -> OperationDraft {
        var seen = document.liveIDs(at: address)
        if kind == .immutable, generator.once(in: 2) { seen = [] }
        if seen.count > 1, generator.once(in: 4) { seen.removeLast() }
        if generator.once(in: 6), kind != .immutable {
            return OperationDraft(verb: CellVerb.retract, address: address, supersedes: seen)
        }
        var value = word(using: &generator)
        switch kind {
        case .safety, .brake:
            value = .text(generator.pick(["held", "slow", "free", "halted"]))
        case .composite:
            value = .list([value, .integer(Int64(generator.number(1...2)))])
        default:
            break
        }
        return OperationDraft(
            verb: CellVerb.write, address: address, value: value.canonicalBytes, supersedes: seen,
            granted: generator.once(in: 4))
    }

    private static func addWins(
        _ document: Document, using generator: inout SplitMix64
    ) -> OperationDraft {
        let element = word(using: &generator)
        let held = document.addWinsSet(FieldSample.number).ids(of: element)
        guard !held.isEmpty, generator.once(in: 2) else {
            return OperationDraft(
                verb: CellVerb.add, value: element.canonicalBytes, supersedes: held)
        }
        return OperationDraft(verb: CellVerb.retract, supersedes: held)
    }

    private static func count(
        _ document: Document, _ stream: StreamID, using generator: inout SplitMix64
    ) -> OperationDraft {
        let live = document.cells[CellAddress(FieldSample.number)]?.ids ?? []
        let total = document.counter(FieldSample.number).total(of: stream)
        return OperationDraft(
            verb: CellVerb.total,
            value: Value.integer(total + Int64(generator.number(-2...5))).canonicalBytes,
            supersedes: live.filter { $0.dot.stream == stream })
    }

    private static func splice(
        _ document: Document, using generator: inout SplitMix64
    ) -> OperationDraft {
        let text = document.cells[CellAddress(FieldSample.number)]?.text ?? TextHistory()
        let length = text.reading.string.unicodeScalars.count
        let position = generator.once(in: 9) ? 99 : generator.number(0...length)
        let count = generator.once(in: 3) ? generator.number(1...3) : 0
        let insert = generator.pick(["a", "bc", "déf", "", "gh🚂i", "xyz", "MN"])
        return OperationDraft(
            verb: CellVerb.splice,
            value: TextEdit.value(
                position: position, deleteCount: count, insert: CanonicalText(insert)
            ).canonicalBytes,
            supersedes: text.frontier)
    }

    /// Verbs of all sorts at one address, one newer than this version, some with broken bytes.
    private static func unknown(
        _ document: Document, using generator: inout SplitMix64
    ) -> OperationDraft {
        let address = CellAddress(FieldSample.number)
        let seen = document.liveIDs(at: address) + document.unknown.map(\.id)
        switch generator.number(0...5) {
        case 0:
            return OperationDraft(verb: CellVerb.splice, value: [9, 9], supersedes: [])
        case 1:
            return OperationDraft(verb: 77, value: [1, 2, 3], supersedes: seen)
        case 2:
            return OperationDraft(verb: CellVerb.retract, supersedes: seen)
        default:
            return OperationDraft(
                verb: generator.pick([CellVerb.write, CellVerb.add, CellVerb.append]),
                value: word(using: &generator).canonicalBytes, supersedes: seen)
        }
    }

    private static func word(using generator: inout SplitMix64) -> Value {
        .text(generator.pick(["ale", "bun", "cod"]))
    }
}
