package import ReleaseModel

/// Says which parts of a file are records of one kind, and what they carry.
package struct RecordRule {
    /// What a second record of the same kind and key means.
    package enum Repeat: String, CaseIterable, Sendable {
        /// A mistake of the source: reported, and the later one left out.
        case never
        /// The same thing said again: fields add up, and of two values the first stands.
        case first
        /// As `first`, but the last value stands.
        case last
        /// Another thing under a key that is taken: kept under its key and its file's name.
        case separate
    }

    package enum Body {
        case record(kind: EntityKind, key: FieldRule, isRepeated: Repeat)
        /// The first of several rules whose conditions hold.
        case firstOf([RecordRule])
        /// Only a place to stand for `let`, `checks` and nested records.
        case group
    }

    package let select: SourcePath
    /// Whether another shape at `select` is expected in some files.
    package let isOptional: Bool
    package let conditions: [Condition]
    package let bindings: [(name: String, rule: FieldRule)]
    package let body: Body
    /// A field's name; below `attributes.` it may have places to fill in.
    package let fields: [(name: Template, rule: FieldRule)]
    package let edges: [EdgeRule]
    package let checks: [CheckRule]
    package let nested: [RecordRule]
    package let line: Int
}
