import Causality
import Lattice

/// Judges the writes of a guarded field one after the other, each by those it names.
struct GuardOracle {
    private let operations: [FoldedOperation]
    private let kind: FieldKind
    private var reasons: [OperationID: VoidReason] = [:]

    /// Takes operations in an order that respects causality.
    init(_ operations: [FoldedOperation], _ kind: FieldKind) {
        self.operations = operations
        self.kind = kind
        for operation in operations { reasons[operation.id] = judge(operation) }
    }

    var line: String {
        let live = operations.filter { operation in
            reasons[operation.id] == nil
                && !operations.contains {
                    reasons[$0.id] == nil && $0.supersedes.contains(operation.id)
                }
        }
        var reading = safest(live).map { Notation.text(NaiveOracle.value($0)) }
        if let shown = safest(live), shown.verb == CellVerb.retract { reading = nil }
        if case .stateMachine(let table) = kind { reading = reading ?? table.initial.string }
        let voids = operations.sorted { $0.id < $1.id }.compactMap { operation in
            reasons[operation.id].map { "\(operation.id):\($0)" }
        }
        return "\(reading ?? "-") live \(live.map(\.id).sorted()) "
            + "void [\(voids.joined(separator: " "))]"
    }

    private func judge(_ operation: FoldedOperation) -> VoidReason? {
        let named = operations.filter {
            operation.supersedes.contains($0.id) && reasons[$0.id] == nil
        }
        switch kind {
        case .brake:
            let isBolder = named.contains { rank($0) < rank(operation) }
            return isBolder && !operation.granted ? .brakeWithoutGrant : nil
        case .stateMachine(let table):
            let seen = safest(named).map { Notation.text(NaiveOracle.value($0)) } ?? "draft"
            let wanted = Notation.text(NaiveOracle.value(operation))
            let steps = table.steps[CellSteps.key(seen)] ?? []
            let isStep = wanted == seen || steps.map(\.string).contains(wanted)
            if wanted != "held", !isStep { return .impossibleStep }
            return wanted == "live" && !operation.granted ? .needsGrant : nil
        case .grantOnly:
            return operation.granted ? nil : .needsGrant
        case .immutable:
            return operation.supersedes.isEmpty ? nil : .rewritesImmutable
        default:
            return nil
        }
    }

    private enum CellSteps {
        static func key(_ text: String) -> CanonicalText { CanonicalText(text) }
    }

    private func safest(_ operations: [FoldedOperation]) -> FoldedOperation? {
        switch kind {
        case .immutable:
            operations.min { ($0.effective, $0.id) < ($1.effective, $1.id) }
        case .grantOnly:
            operations.max { ($0.stamp, $0.id) < ($1.stamp, $1.id) }
        default:
            operations.sorted { ($1.stamp, $1.id) < ($0.stamp, $0.id) }.min { rank($0) < rank($1) }
        }
    }

    private func rank(_ operation: FoldedOperation) -> Int {
        if operation.verb == CellVerb.retract { return 99 }
        var order = ["held", "slow", "free"]
        if case .stateMachine = kind { order = ["held", "draft", "ready", "live"] }
        let word = Notation.text(NaiveOracle.value(operation))
        return order.firstIndex(of: word) ?? -1
    }
}
