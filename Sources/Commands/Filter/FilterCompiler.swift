internal import Projection
internal import ReleaseModel
internal import Replication

/// Makes a condition over the table of a kind of what a filter asks.
struct FilterCompiler {
    private let vocabulary: FilterVocabulary
    private let view: ReplicaView
    private let fields: FieldClauses
    private let patterns: PatternSearch
    private let schema: EntitySchema

    init(
        _ schema: EntitySchema, _ vocabulary: FilterVocabulary, _ view: ReplicaView,
        _ input: FieldInput
    ) {
        self.schema = schema
        self.vocabulary = vocabulary
        self.view = view
        fields = FieldClauses(schema, view, input)
        patterns = PatternSearch(view, schema)
    }

    func clause(_ expression: FilterExpression) throws -> FilterClause {
        try clause(expression, within: FilterClause("1"))
    }

    /// `rest` is what holds of every row that matters here, so that a regular expression reads no other.
    private func clause(
        _ expression: FilterExpression, within rest: FilterClause
    ) throws -> FilterClause {
        switch expression {
        case .term(let term): return try clause(term, within: rest)
        case .not(let part): return try clause(part, within: rest).negated
        case .any(let parts): return .any(try parts.map { try clause($0, within: rest) })
        case .all(let parts):
            var clauses: [FilterClause] = []
            for part in parts where !Self.hasPattern(part) {
                clauses.append(try clause(part, within: rest))
            }
            for part in parts where Self.hasPattern(part) {
                clauses.append(try clause(part, within: .all([rest] + clauses)))
            }
            return .all(clauses)
        }
    }

    private static func hasPattern(_ expression: FilterExpression) -> Bool {
        expression.terms.contains { if case .pattern = $0.question { true } else { false } }
    }

    private func clause(_ term: FilterTerm, within rest: FilterClause) throws -> FilterClause {
        switch term.question {
        case .text(let text): return fields.contains(schema.title, text)
        case .label(let label): return fields.elements(SharedFields.labels, [label])
        case .pattern(let source, let ignoresCase):
            return try patterns.clause(
                source, ignoresCase: ignoresCase, at: term.place, within: rest)
        case .field(let name, let comparison, let values):
            guard let subject = vocabulary.named(name)?.subject else { return FilterClause("0") }
            return try clause(subject, name, comparison, values, term.place)
        }
    }

    private func clause(
        _ subject: FilterVocabulary.Subject, _ name: String, _ comparison: FilterComparison,
        _ values: [FilterTerm.Value], _ place: Range<Int>
    ) throws -> FilterClause {
        switch subject {
        case .field(let field):
            return comparison == .equal
                ? try fields.equal(field, values)
                : try fields.compared(field, comparison, values, place)
        case .created: return try time("created_at", name, comparison, values, place)
        case .changed: return try time("changed_at", name, comparison, values, place)
        case .archived:
            return try mark(name, FilterClause("archived = 1"), comparison, values, place)
        case .contested:
            return try mark(name, FilterClause("contested = 1"), comparison, values, place)
        case .blocked:
            return try mark(name, FilterClause("blockers > 0"), comparison, values, place)
        case .has:
            try expectEqual(name, comparison, place)
            return .any(try values.map { try isSet($0) })
        }
    }

    private func time(
        _ column: String, _ name: String, _ comparison: FilterComparison,
        _ values: [FilterTerm.Value], _ place: Range<Int>
    ) throws -> FilterClause {
        guard !values.isEmpty else {
            throw FilterError(
                "missing-value", "“\(name)” is never unset.",
                hint: "For example \(name).since:-1w.",
                at: place)
        }
        let columns = TimeColumns(milliseconds: column)
        return .any(try values.map { try fields.span($0, name, columns, comparison) })
    }

    private func mark(
        _ name: String, _ clause: FilterClause, _ comparison: FilterComparison,
        _ values: [FilterTerm.Value], _ place: Range<Int>
    ) throws -> FilterClause {
        try expectEqual(name, comparison, place)
        guard values.count == 1, let value = values.first else {
            throw FilterError(
                "yes-or-no", "“\(name)” is yes or no.", hint: "Write \(name):yes or \(name):no.",
                at: place)
        }
        switch value.text.lowercased() {
        case "yes", "y", "true": return clause
        case "no", "n", "false": return clause.negated
        default:
            throw FilterError(
                "yes-or-no", "“\(name)” is yes or no; “\(TextRules.shown(value.text))” is neither.",
                hint: "Write \(name):yes or \(name):no.", at: value.place)
        }
    }

    private func expectEqual(
        _ name: String, _ comparison: FilterComparison, _ place: Range<Int>
    ) throws {
        guard comparison != .equal else { return }
        throw FilterError(
            "no-order", "“\(name)” has no order that could be compared.",
            hint: "A colon belongs behind it, as in "
                + (name == "has" ? "has:due." : "\(name):yes."), at: place)
    }

    private func isSet(_ value: FilterTerm.Value) throws -> FilterClause {
        let name = value.text.lowercased()
        guard case .field(let field)? = vocabulary.named(name)?.subject,
            vocabulary.settable.contains(name)
        else {
            let near = WordChoice(vocabulary.settable).near(name)
            throw FilterError(
                "unknown-field",
                "“\(TextRules.shown(value.text))” is no field of \(vocabulary.noun).",
                hint: near.isEmpty
                    ? "Fields: \(vocabulary.settable.joined(separator: ", "))."
                    : "Did you mean \(near.joined(separator: " or "))?", at: value.place)
        }
        return try fields.equal(field, []).negated
    }
}
