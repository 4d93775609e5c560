package import Causality
internal import Lattice
package import ReleaseModel

/// A pull at a brake: written even where it is pulled already, so that lifting one leaves the other.
package protocol BrakeStep: Step {
    static var value: String { get }
}

extension BrakeStep {
    package static func take(_ id: EntityID, reason: String?, in draft: inout Draft) throws {
        guard case .brake(let order) = field.kind else { return }
        let pulled = try draft.existing(id).value(field)
        let present = pulled?.parts.first?.string ?? pulled?.string
        let free = order.values.last?.string
        // Letting go of what nobody pulled is no step.
        guard value != free || (present ?? free) != free else { return }
        let reason = reason.map { Value.text($0) } ?? .none
        try draft.set(id, field, .list([.text(value), reason]))
    }
}
