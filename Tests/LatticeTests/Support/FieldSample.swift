import Causality
import Lattice
import Testing

/// One field of each kind, as the generated stories write it.
struct FieldSample: Sendable, CustomTestStringConvertible {
    let name: String
    /// Nil for a field that this version does not know.
    let kind: FieldKind?

    var testDescription: String { name }

    static let number: UInt32 = 7

    static let all = [
        FieldSample(name: "register", kind: .register),
        FieldSample(name: "contested register", kind: .contestedRegister),
        FieldSample(name: "composite", kind: .composite),
        FieldSample(name: "rank", kind: .rank),
        FieldSample(name: "safety register", kind: .safety(brake)),
        FieldSample(name: "brake", kind: .brake(brake)),
        FieldSample(name: "add-wins set", kind: .addWinsSet),
        FieldSample(name: "remove-wins set", kind: .removeWinsSet),
        FieldSample(name: "grow-only log", kind: .growOnlyLog),
        FieldSample(name: "counter", kind: .counter),
        FieldSample(name: "text", kind: .text),
        FieldSample(name: "keyed map", kind: .keyedMap([1: .register, 2: .brake(brake)])),
        FieldSample(name: "immutable", kind: .immutable),
        FieldSample(name: "state machine", kind: .stateMachine(machine)),
        FieldSample(name: "grant only", kind: .grantOnly),
        FieldSample(name: "unknown field", kind: nil),
    ]

    static let brake = SafetyOrder(["held", "slow", "free"])

    static let machine = StateTable(
        initial: "draft", order: SafetyOrder(["held", "draft", "ready", "live"]),
        steps: [
            "draft": ["ready"], "ready": ["draft", "live"], "held": ["draft"], "live": ["ready"],
        ],
        granted: ["live"], brakes: ["held"])
}
