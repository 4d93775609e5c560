package import Causality
package import ReleaseModel

/// A verb that takes things one step: what it is called, with which things, and what it writes.
package protocol Step {
    static var kind: EntityKind { get }
    static var name: String { get }
    /// What it does, for help.
    static var about: String { get }
    /// The field that it writes, for the receipt.
    static var field: FieldDefinition { get }

    static func take(_ id: EntityID, reason: String?, in draft: inout Draft) throws
}

extension Step {
    /// Items need no noun: `rail start`, but `rail train hold`.
    static var typed: String { kind == .item ? "rail \(name)" : "rail \(kind.name) \(name)" }
}
