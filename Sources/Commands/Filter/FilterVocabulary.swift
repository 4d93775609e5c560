internal import Projection
internal import ReleaseModel

/// What may be asked of things of one kind, by name.
struct FilterVocabulary {
    enum Subject: Equatable {
        case field(FieldDefinition)
        /// Written in every table, and by nobody: when it was made and last changed.
        case created
        case changed
        case archived
        case contested
        /// Something open blocks it.
        case blocked
        /// Fields that are set.
        case has
    }

    /// Every name, in the order in which help shows them.
    let names: [String]
    /// The names of what can be set, for `has:`.
    let settable: [String]
    private let subjects: [String: Subject]
    private let schema: EntitySchema

    init(_ schema: EntitySchema) {
        self.schema = schema
        let fields = Self.stored(schema)
        var pairs = fields.map { ($0.name, Subject.field($0)) }
        pairs += [("created", .created), ("changed", .changed), ("archived", .archived)]
        pairs += [("contested", .contested), ("has", .has)]
        if schema.kind == .item { pairs.append(("blocked", .blocked)) }
        subjects = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
        settable = fields.map(\.name)
        names = pairs.flatMap { name, subject in
            [name] + (Self.isInTime(subject) ? Self.dotted.map { name + $0.suffix } : [])
        }
    }

    /// The fields that the tables hold: names given by a hub and by sources are looked up otherwise.
    static func stored(_ schema: EntitySchema) -> [FieldDefinition] {
        schema.fields.filter {
            $0 != SharedFields.archived && $0 != SharedFields.alias && $0 != SharedFields.origin
        }
    }

    func contains(_ name: String) -> Bool { named(name) != nil }

    /// What a name asks for, `due.before` with the comparison that stands in its end.
    func named(_ name: String) -> (name: String, subject: Subject, comparison: FilterComparison?)? {
        if let subject = subjects[name] { return (name, subject, nil) }
        for (suffix, comparison) in Self.dotted where name.hasSuffix(suffix) {
            let stem = String(name.dropLast(suffix.count))
            guard let subject = subjects[stem], Self.isInTime(subject) else { continue }
            return (stem, subject, comparison)
        }
        return nil
    }

    /// The kind with its article, as in “no field of an item”.
    var noun: String {
        let name = schema.kind.name
        return ("aeiou".contains(name.prefix(1)) ? "an " : "a ") + name
    }

    private static let dotted: [(suffix: String, comparison: FilterComparison)] = [
        (".before", .less), (".by", .atMost), (".since", .atLeast), (".after", .more),
    ]

    private static func isInTime(_ subject: Subject) -> Bool {
        switch subject {
        case .field(let field): field.type == .moment || field.type == .window
        case .created, .changed: true
        case .archived, .contested, .blocked, .has: false
        }
    }
}
