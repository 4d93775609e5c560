import Causality
import Lattice

/// Says what a field must read as, from the definitions alone: it looks at all operations at once,
/// keeps no state, and shares no code with what it checks.
enum NaiveOracle {
    static func line(_ story: Story) -> String {
        let operations = story.operations
        switch story.kind {
        case .register, .contestedRegister, .composite, .rank:
            return register(live(operations))
        case .addWinsSet:
            return Set(live(operations).map { word($0) }).sorted().joined(separator: " ")
        case .removeWinsSet:
            let elements = Dictionary(grouping: live(operations)) { $0.address.key }.values
            return elements.filter { writes in
                writes.allSatisfy { $0.verb == CellVerb.add }
            }.compactMap { $0.first.map(word) }.sorted().joined(separator: " ")
        case .growOnlyLog:
            return live(operations).sorted {
                ($0.effective, $0.id) < ($1.effective, $1.id)
            }.map { word($0) }.joined(separator: " ")
        case .counter:
            let totals = live(operations).compactMap { value($0).integerValue }
            return "\(totals.reduce(0, +))"
        case .text:
            return TreeOracle(operations).text
        case .keyedMap(let fields):
            return map(operations, fields)
        case .safety, .brake, .stateMachine, .grantOnly, .immutable:
            return GuardOracle(operations, story.kind ?? .register).line
        case nil:
            return unknown(operations)
        }
    }

    /// The operations that write something and that no other one names.
    static func live(_ operations: [FoldedOperation]) -> [FoldedOperation] {
        operations.filter { operation in
            operation.verb != CellVerb.retract
                && !operations.contains {
                    $0.address == operation.address && $0.supersedes.contains(operation.id)
                }
        }.sorted { $0.id < $1.id }
    }

    static func value(_ operation: FoldedOperation) -> Value {
        (try? Value(canonicalBytes: operation.value)) ?? .none
    }

    private static func word(_ operation: FoldedOperation) -> String {
        Notation.text(value(operation))
    }

    private static func register(_ live: [FoldedOperation]) -> String {
        let winner = live.max { ($0.stamp, $0.id) < ($1.stamp, $1.id) }
        let isContested = Set(live.map { value($0) }).count > 1
        return "\(winner.map(word) ?? "-") of \(live.map(word).joined(separator: "|"))"
            + (isContested ? " contested" : "")
    }

    private static func map(
        _ operations: [FoldedOperation], _ fields: [UInt32: FieldKind]
    ) -> String {
        var lines: [String] = []
        let cells = Dictionary(grouping: operations) { $0.address }
        for address in cells.keys.sorted() {
            let own = cells[address] ?? []
            let name = "\(address.key).\(address.subfield)="
            switch fields[address.subfield] {
            case .safety, .brake:
                lines.append(name + GuardOracle(own, fields[address.subfield] ?? .rank).line)
            default:
                if !live(own).isEmpty { lines.append(name + register(live(own))) }
            }
        }
        return lines.joined(separator: " ")
    }

    private static func unknown(_ operations: [FoldedOperation]) -> String {
        let isBroken = { (operation: FoldedOperation) in operation.verb == CellVerb.splice }
        let unnamed = live(operations.filter { !isBroken($0) })
        let known = unnamed.filter { CellVerb.known.contains($0.verb) }.map(\.id)
        let kept =
            (unnamed.map(\.id).filter { !known.contains($0) }
            + operations.filter(isBroken).map(\.id)).sorted()
        return "\(known) unknown \(kept)"
    }
}
