package import ReleaseModel

/// Says which relations a record has, and how their targets' keys or titles are made.
package struct EdgeRule {
    package let kind: String
    package let targetKind: EntityKind
    package let each: MemberSource
    /// The target's key, or its title where the source names things by it.
    package let target: FieldRule
    package let isByTitle: Bool
    /// What must hold where the target is named.
    package let conditions: [Condition]
    package let isReversed: Bool
}
