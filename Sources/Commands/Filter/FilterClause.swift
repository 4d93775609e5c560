internal import Replication

/// A condition in SQL with what its question marks stand for; nothing that people typed is in its text.
struct FilterClause {
    let condition: String
    let arguments: [Record.Field]

    init(_ condition: String, _ arguments: [Record.Field] = []) {
        self.condition = condition
        self.arguments = arguments
    }

    /// What holds where the other does not: also where a column is empty, which SQL calls unknown.
    var negated: FilterClause { FilterClause("((\(condition)) IS NOT TRUE)", arguments) }

    static func all(_ clauses: [FilterClause]) -> FilterClause { joined(clauses, "AND", none: "1") }

    static func any(_ clauses: [FilterClause]) -> FilterClause { joined(clauses, "OR", none: "0") }

    private static func joined(
        _ clauses: [FilterClause], _ word: String, none: String
    ) -> FilterClause {
        guard clauses.count != 1 else { return clauses[0] }
        guard !clauses.isEmpty else { return FilterClause(none) }
        return FilterClause(
            "(" + clauses.map(\.condition).joined(separator: " \(word) ") + ")",
            clauses.flatMap(\.arguments))
    }
}
