internal import Causality
package import Lattice

/// One version of one service, with the window in which it is to ship.
///
///     draft ─▶ scoped ─▶ integrating ─▶ candidate ─▶ gated ─▶ (go ─▶ shipping ─▶ shipped) ─▶ verified ─▶ closed
///       └────────┴───────────┴──────────────┴──────────┴──▶ withdrawn* · abandoned
///
/// Steps in brackets need a grant; `withdrawn` is a brake and works alone and offline.
package enum Release {
    package static let version = FieldDefinition(1, "version", .contestedRegister, .line)
    package static let train = FieldDefinition(32, "train", .contestedRegister, .entity([.train]))
    package static let service = FieldDefinition(33, "service", .register, .entity([.service]))
    package static let window = FieldDefinition(34, "window", .composite, .window)
    package static let scope = FieldDefinition(35, "scope", .addWinsSet, .entity([.item]))
    package static let phase = FieldDefinition(36, "phase", .stateMachine(machine), .word(phases))
    package static let brake = FieldDefinition(
        37, "brake", .brake(SafetyOrder(["held", "free"])), .composite)
    package static let releaseNotes = FieldDefinition(38, "text", .text, .prose)
    package static let kind = FieldDefinition(39, "kind", .register, .line)

    package static let phases = [
        "draft", "scoped", "integrating", "candidate", "gated", "go", "shipping", "shipped",
        "verified", "closed", "withdrawn", "abandoned",
    ]

    /// The phases in which nothing is still to ship.
    package static let finished = ["shipped", "verified", "closed", "withdrawn", "abandoned"]

    package static let machine = StateTable(
        initial: "draft",
        order: SafetyOrder([
            "withdrawn", "abandoned", "draft", "scoped", "integrating", "candidate", "gated",
            "go", "shipping", "shipped", "verified", "closed",
        ]),
        steps: [
            "draft": ["scoped", "integrating", "candidate", "abandoned"],
            "scoped": ["draft", "integrating", "candidate", "abandoned"],
            "integrating": ["scoped", "candidate", "abandoned"],
            "candidate": ["integrating", "gated", "abandoned"],
            "gated": ["candidate", "go", "abandoned"],
            "go": ["candidate", "shipping"],
            "shipping": ["shipped"],
            "shipped": ["verified"],
            "verified": ["closed"],
            "withdrawn": ["draft", "integrating", "candidate", "abandoned"],
        ],
        granted: ["go", "shipping", "shipped"], brakes: ["withdrawn"])

    package static let schema = EntitySchema(
        .release, title: version,
        own: [phase, brake, train, service, kind, window, scope, releaseNotes])
}
