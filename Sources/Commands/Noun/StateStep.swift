package import Causality
internal import Lattice
package import ReleaseModel

/// A step of a state machine; its reason becomes a note of the thing.
package protocol StateStep: Step {
    static var state: String { get }
}

extension StateStep {
    package static func take(_ id: EntityID, reason: String?, in draft: inout Draft) throws {
        try draft.transition(id, field, to: state)
        guard let reason else { return }
        try draft.append(id, SharedFields.notes, .text("\(state): \(reason)"))
    }
}
