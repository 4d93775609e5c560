package import ReleaseModel

/// Says which relations a record has, and how their targets' keys are made.
package struct EdgeRule {
    package let kind: String
    package let targetKind: EntityKind
    package let each: SourcePath
    package let key: FieldRule
    package let isReversed: Bool
}
