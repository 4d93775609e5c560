internal import Causality
package import Lattice

/// A scheduled departure that releases board.
///
///     planned ─▶ boarding ─▶ locked ─▶ rehearsing ─▶ (departing ─▶ rolling-out ─▶ arrived) ─▶ reviewed ─▶ closed
///        └──────────┴──────────┴──────────┴──▶ (cancelled)
///
/// Steps in brackets need a grant. The brake stands beside the phase: held is safer than slow, slow than free.
package enum Train {
    package static let name = FieldDefinition(1, "name", .register, .line)
    package static let cadence = FieldDefinition(32, "cadence", .register, .line)
    package static let departure = FieldDefinition(33, "departure", .composite, .moment)
    package static let touchpoint = FieldDefinition(34, "touchpoint", .register, .line)
    package static let owner = FieldDefinition(35, "owner", .contestedRegister, .entity([.person]))
    package static let phase = FieldDefinition(36, "phase", .stateMachine(machine), .word(phases))
    /// {value, reason}.
    package static let brake = FieldDefinition(
        37, "brake", .brake(SafetyOrder(["held", "slow", "free"])), .composite)
    package static let status = FieldDefinition(38, "status", .register, .line)

    package static let phases = [
        "planned", "boarding", "locked", "rehearsing", "departing", "rolling-out", "arrived",
        "reviewed", "closed", "cancelled",
    ]

    package static let machine = StateTable(
        initial: "planned",
        order: SafetyOrder([
            "cancelled", "planned", "boarding", "locked", "rehearsing", "departing",
            "rolling-out", "arrived", "reviewed", "closed",
        ]),
        steps: [
            "planned": ["boarding", "locked"],
            "boarding": ["planned", "locked"],
            "locked": ["boarding", "rehearsing"],
            "rehearsing": ["locked", "departing"],
            "departing": ["rolling-out"],
            "rolling-out": ["arrived"],
            "arrived": ["reviewed"],
            "reviewed": ["closed"],
        ],
        granted: ["departing", "rolling-out", "arrived", "cancelled"])

    package static let schema = EntitySchema(
        .train, title: name, own: [phase, brake, cadence, departure, touchpoint, owner, status])
}
