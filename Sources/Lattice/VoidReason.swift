/// Why an operation stays in its cell without taking effect.
package enum VoidReason: UInt8, Hashable, Sendable, CaseIterable {
    /// It replaces a safer value, which only a grant may do.
    case brakeWithoutGrant = 1
    /// The machine has no such step from the state that its author saw.
    case impossibleStep = 2
    /// The field, or the state, is entered by a grant only.
    case needsGrant = 3
    /// The field is written once, at creation.
    case rewritesImmutable = 4
}
