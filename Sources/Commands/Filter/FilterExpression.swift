/// What a filter asks, as a tree; `Protocol/FILTER.md` has the grammar.
///
///     team:nova (priority>=high or -web)
///
///     all ─┬─ team:nova
///          └─ any ─┬─ priority>=high
///                  └─ not ── +web
indirect enum FilterExpression: Equatable {
    case term(FilterTerm)
    case not(FilterExpression)
    case all([FilterExpression])
    case any([FilterExpression])

    var terms: [FilterTerm] {
        switch self {
        case .term(let term): [term]
        case .not(let part): part.terms
        case .all(let parts), .any(let parts): parts.flatMap(\.terms)
        }
    }
}

// Writing it again, so that a filter can be kept and shown in one form.

extension FilterExpression {
    /// The text that is read as this expression again.
    var text: String {
        switch self {
        case .term(let term): Self.text(of: term)
        case .not(let part): Self.negated(part)
        case .all(let parts): parts.map(\.enclosed).joined(separator: " ")
        case .any(let parts): parts.map(\.enclosed).joined(separator: " or ")
        }
    }

    private var enclosed: String {
        switch self {
        case .term, .not: text
        case .all, .any: "(\(text))"
        }
    }

    private static func negated(_ part: FilterExpression) -> String {
        switch part {
        case .term(let term):
            switch term.question {
            case .label(let label): "-" + FilterText.written(label)
            case .field, .pattern: "-" + text(of: term)
            case .text: "not " + text(of: term)
            }
        case .all, .any: "-" + part.enclosed
        case .not: "not " + part.text
        }
    }

    private static func text(of term: FilterTerm) -> String {
        switch term.question {
        case .text(let text): FilterText.written(text)
        case .label(let label): "+" + FilterText.written(label)
        case .field(let name, let comparison, let values):
            name + comparison.rawValue
                + values.map { FilterText.written($0.text) }.joined(separator: ",")
        case .pattern(let source, let ignoresCase):
            "/" + FilterText.delimited(source) + "/" + (ignoresCase ? "i" : "")
        }
    }
}
