internal import Causality
package import Lattice

/// A time in which nothing of its scope ships.
///
///     proposed ─▶ in-force* ─▶ (lifted)
///
/// Concurrent windows are read as their union: a freeze never shrinks by accident. Lifting needs a grant.
package enum Freeze {
    package static let title = FieldDefinition(1, "title", .register, .line)
    package static let window = FieldDefinition(32, "window", .composite, .window)
    /// Trains, services and teams that it binds; empty binds all.
    package static let scope = FieldDefinition(
        33, "scope", .addWinsSet, .entity([.train, .service, .team]))
    package static let kind = FieldDefinition(34, "kind", .register, .line)
    package static let state = FieldDefinition(35, "state", .stateMachine(machine), .word(states))
    package static let reason = FieldDefinition(36, "reason", .register, .line)

    package static let states = ["proposed", "in-force", "lifted"]

    package static let machine = StateTable(
        initial: "in-force", order: SafetyOrder(["in-force", "proposed", "lifted"]),
        steps: ["proposed": ["in-force", "lifted"], "in-force": ["lifted"]],
        granted: ["lifted"], brakes: ["in-force"])

    package static let schema = EntitySchema(
        .freeze, title: title, own: [state, window, scope, kind, reason])
}
