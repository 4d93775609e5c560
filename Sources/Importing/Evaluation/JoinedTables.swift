/// What the tables of a map took from other files, by table and word.
struct JoinedTables {
    private var values: [String: [String: String]] = [:]
    private(set) var problems: [ImportProblem] = []

    func value(for word: String, in table: String) -> String? { values[table]?[word] }

    /// Takes what one file says for one table; of two values for one word the first stands.
    mutating func take(
        _ root: SourceTree, for table: String, _ rule: JoinRule, match: FilePattern.Match
    ) {
        var variables = match.captures
        variables["file"] = match.name
        let scope = EvaluationScope(root: root, trail: [root], variables: variables)
        for inner in scope.find(rule.select) {
            var field = FieldEvaluation(file: match.name, field: table)
            let key = field.text(rule.key, inner)
            let given = field.text(rule.gives, inner)
            problems += field.problems
            guard let key, let given else { continue }
            let word = rule.ignoresCase ? key.lowercased() : key
            let known = values[table]?[word]
            guard known == nil || known == given else {
                problems.append(
                    ImportProblem(
                        origin: ImportOrigin(file: match.name, line: inner.tree.line),
                        field: table, reason: "gives \(key) another value; the first stands",
                        topic: "a table joined from a file says two things of one word",
                        value: given, outcome: .leftOut))
                continue
            }
            values[table, default: [:]][word] = given
        }
    }
}
