internal import Projection
internal import ReleaseModel
internal import Replication

/// Finds the rows whose title or description a regular expression matches.
///
/// The rows that the rest of a filter leaves are read once, and what matches becomes a condition over row
/// numbers: so order and limits of a list stay SQLite's, in any place of an expression.
struct PatternSearch {
    private let view: ReplicaView
    private let table: String
    private let columns: [String]

    init(_ view: ReplicaView, _ schema: EntitySchema) {
        self.view = view
        table = TypedTable.of(schema).name
        columns = ([schema.title] + schema.own.filter { $0.type == .prose && $0.isSingle })
            .map { "\"\(TypedTable.column(of: $0))\"" }
    }

    func clause(
        _ source: String, ignoresCase: Bool, at place: Range<Int>, within rest: FilterClause
    ) throws -> FilterClause {
        let regex = try Self.regex(source, at: place).ignoresCase(ignoresCase)
        var numbers: [String] = []
        try view.forEach(
            "SELECT n, \(columns.joined(separator: ", ")) FROM \"\(table)\" WHERE \(rest.condition)",
            rest.arguments
        ) { record in
            let isFound = record.fields.dropFirst().contains { field in
                if case .text(let text) = field { text.contains(regex) } else { false }
            }
            if isFound, let number = record.integer("n") { numbers.append(String(number)) }
        }
        return FilterClause(
            "n IN (SELECT value FROM json_each(?))",
            [.text("[" + numbers.joined(separator: ",") + "]")])
    }

    private static func regex(
        _ source: String, at place: Range<Int>
    ) throws -> Regex<AnyRegexOutput> {
        guard source.unicodeScalars.count <= FilterLimits.patternLengthMaxScalars else {
            throw FilterError(
                "pattern-too-long",
                "A regular expression has at most \(FilterLimits.patternLengthMaxScalars) characters.",
                hint: "Ask in parts: /a/ or /b/.", at: place)
        }
        do {
            return try Regex(source)
        } catch {
            throw FilterError(
                "invalid-pattern", "This is no regular expression: \(error).",
                hint: "A backslash makes text of a sign, as in /\\(later\\)/.", at: place)
        }
    }
}
