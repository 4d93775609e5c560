internal import Projection
internal import ReleaseModel

/// The columns of one field, and how they are compared where they hold minutes.
struct TimeColumns {
    /// The column with the text of the value.
    let quoted: String
    private let start: String
    private let end: String

    init(_ field: FieldDefinition) {
        let name = TypedTable.column(of: field)
        let stem = name == "when_" ? "when" : name
        quoted = "\"\(name)\""
        if field.type == .window {
            (start, end) = ("\"\(stem)_start\"", "\"\(stem)_end\"")
        } else {
            (start, end) = ("\"\(stem)_utc\"", "\"\(stem)_utc\"")
        }
    }

    /// Some of it lies before the one bound and from the other on.
    var during: String { "(\(start) < ? AND \(end) >= ?)" }

    func compared(
        _ comparison: FilterWord.Comparison, with span: Range<Int>
    ) -> (condition: String, bound: Int) {
        switch comparison {
        case .less: ("\(end) < ?", span.lowerBound)
        case .atMost: ("\(end) < ?", max(span.upperBound, span.lowerBound + 1))
        case .atLeast, .equal: ("\(start) >= ?", span.lowerBound)
        case .more: ("\(start) >= ?", max(span.upperBound, span.lowerBound + 1))
        }
    }
}
