internal import Projection
internal import ReleaseModel

/// The columns of one field, and how they are compared where they hold time.
struct TimeColumns {
    /// The column with the text of the value.
    let quoted: String
    /// That it begins before a bound, or not; that all of it lies before one, or not.
    private let begins: (before: String, from: String)
    private let ends: (before: String, after: String)

    init(_ field: FieldDefinition) {
        let name = TypedTable.column(of: field)
        let stem = name == "when_" ? "when" : name
        let start = "\"\(stem)_" + (field.type == .window ? "start\"" : "utc\"")
        quoted = "\"\(name)\""
        begins = ("\(start) < ?", "\(start) >= ?")
        // The end of a window is the minute after it; a point of time has nothing like it.
        ends =
            field.type == .window
            ? ("\"\(stem)_end\" <= ?", "\"\(stem)_end\" > ?") : (begins.before, begins.from)
    }

    /// A column that holds milliseconds, where bounds are minutes.
    init(milliseconds column: String) {
        quoted = column
        begins = ("\(column) < ? * 60000", "\(column) >= ? * 60000")
        ends = (begins.before, begins.from)
    }

    /// Some of it lies before the one bound and from the other on.
    var during: String { "(\(begins.before) AND \(ends.after))" }

    /// A condition on one bound, for a span of at least a minute.
    func compared(
        _ comparison: FilterComparison, with span: Range<Int>
    ) -> (condition: String, bound: Int) {
        switch comparison {
        case .less: (ends.before, span.lowerBound)
        case .atMost: (ends.before, span.upperBound)
        case .atLeast, .equal: (begins.from, span.lowerBound)
        case .more: (begins.from, span.upperBound)
        }
    }
}
