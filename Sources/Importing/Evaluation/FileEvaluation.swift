internal import ReleaseModel

/// Turns one read file into records: a pure function of its tree and the rules for it.
struct FileEvaluation {
    /// A record with what its rule says about others under the same key.
    struct Draft {
        var record: ImportRecord
        let isRepeated: RecordRule.Repeat
    }

    let source: String
    let file: String
    private let joined: JoinedTables
    private(set) var drafts: [Draft] = []
    private(set) var problems: [ImportProblem] = []

    init(source: String, file: String, joined: JoinedTables = JoinedTables()) {
        self.source = source
        self.file = file
        self.joined = joined
    }

    mutating func evaluate(
        _ root: SourceTree, _ rules: [RecordRule], captures: [String: String]
    ) {
        var variables = captures
        variables["file"] = file
        let scope = EvaluationScope(
            root: root, trail: [root], variables: variables, joined: joined)
        for rule in rules { apply(rule, scope) }
    }

    private mutating func apply(_ rule: RecordRule, _ scope: EvaluationScope) {
        var mismatches: [(SourceTree, String)] = []
        let found = scope.find(rule.select) { mismatches.append(($0, $1)) }
        if !rule.isOptional {
            for (tree, expected) in mismatches {
                note(
                    tree.line, rule.select.text, "is \(tree.shape) where a \(expected) should be",
                    tree.summary, .leftOut)
            }
        }
        for inner in found { applySelected(rule, inner) }
    }

    /// False where the rule's conditions do not hold.
    @discardableResult
    private mutating func applySelected(_ rule: RecordRule, _ scope: EvaluationScope) -> Bool {
        var scope = scope
        for (name, binding) in rule.bindings {
            var field = FieldEvaluation(file: file, field: name)
            scope.variables[name] = field.text(binding, scope)
            problems += field.problems
        }
        guard rule.conditions.allSatisfy({ Self.holds($0, scope) }) else { return false }
        for check in rule.checks {
            problems += CheckEvaluation.problems(check, scope, file: file)
        }
        switch rule.body {
        case .group: break
        case .firstOf(let rules):
            applyFirst(of: rules, scope)
        case .record(let kind, let key, let isRepeated):
            makeRecord(rule, kind, key, isRepeated, scope)
        }
        for nested in rule.nested { apply(nested, scope) }
        return true
    }

    private mutating func applyFirst(of rules: [RecordRule], _ scope: EvaluationScope) {
        for rule in rules {
            for inner in scope.find(rule.select) where applySelected(rule, inner) { return }
        }
        note(
            scope.tree.line, "record", "fits none of the map's alternatives", scope.tree.summary,
            .leftOut)
    }

    private mutating func makeRecord(
        _ rule: RecordRule, _ kind: EntityKind, _ key: FieldRule, _ isRepeated: RecordRule.Repeat,
        _ scope: EvaluationScope
    ) {
        let line = scope.tree.line
        var keyField = FieldEvaluation(file: file, field: "key")
        let key = keyField.text(key, scope)
        problems += keyField.problems
        guard let key, key.utf8.count <= ImportLimits.keyLengthMaxBytes else {
            note(
                line, "key", "the \(kind.name) has no usable key", key ?? scope.tree.summary,
                .leftOut)
            return
        }
        var fields: [String: ImportValue] = [:]
        for (template, fieldRule) in rule.fields {
            guard let name = scope.text(template) else { continue }
            var field = FieldEvaluation(file: file, field: name)
            if let value = field.value(fieldRule, scope) { fields[name] = value }
            problems += field.problems
        }
        let record = ImportRecord(
            source: source, kind: kind, key: key, fields: fields, edges: edges(rule, scope),
            isPartial: isRepeated == .first || isRepeated == .last,
            origin: ImportOrigin(file: file, line: line))
        drafts.append(Draft(record: record, isRepeated: isRepeated))
    }

    private mutating func edges(_ rule: RecordRule, _ scope: EvaluationScope) -> [ImportEdge] {
        var edges: [ImportEdge] = []
        for edge in rule.edges {
            for inner in edge.each.scopes(in: scope)
            where edge.conditions.allSatisfy({ Self.holds($0, inner) }) {
                var field = FieldEvaluation(file: file, field: edge.kind)
                if let target = field.text(edge.target, inner) {
                    edges.append(
                        ImportEdge(
                            kind: edge.kind, targetKind: edge.targetKind, targetKey: target,
                            isReversed: edge.isReversed, isByTitle: edge.isByTitle))
                }
                problems += field.problems
            }
        }
        return edges
    }

    private static func holds(_ condition: Condition, _ scope: EvaluationScope) -> Bool {
        guard let text = scope.text(condition.subject) else { return condition.isNegated }
        let matches = condition.pattern.match(in: text, variables: scope.variables) != nil
        return matches != condition.isNegated
    }

    private mutating func note(
        _ line: Int, _ field: String, _ reason: String, _ value: String,
        _ outcome: ImportProblem.Outcome
    ) {
        problems.append(
            ImportProblem(
                origin: ImportOrigin(file: file, line: line), field: field, reason: reason,
                value: value, outcome: outcome))
    }
}
