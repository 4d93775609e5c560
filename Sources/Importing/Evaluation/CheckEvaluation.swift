internal import ReleaseModel

/// Holds a map's checks against a file; what fails is reported and kept.
enum CheckEvaluation {
    static func problems(
        _ check: CheckRule, _ scope: EvaluationScope, file: String
    ) -> [ImportProblem] {
        var listed: Set<String>?
        var problems: [ImportProblem] = []
        for found in scope.find(check.path) {
            let tree = found.tree
            var fault: (field: String, value: String)?
            switch check.expectation {
            case .has(let keys):
                if let missing = keys.first(where: { tree.entry($0)?.tree.isEmpty ?? true }) {
                    fault = (missing, tree.summary)
                }
            case .shape(let shape):
                if !tree.isEmpty, tree.shape != shape { fault = (check.path.text, tree.summary) }
            case .matches(let pattern):
                if let text = tree.text,
                    pattern.match(in: text, variables: found.variables) == nil
                {
                    fault = (check.path.text, text)
                }
            case .weekday(let day):
                if let text = tree.text, CivilDate(text)?.weekday != day {
                    fault = (check.path.text, text)
                }
            case .among(let path):
                let known = listed ?? Set(scope.find(path).compactMap(\.tree.text))
                listed = known
                if let text = tree.text, !known.contains(text) { fault = (check.path.text, text) }
            }
            guard let fault else { continue }
            problems.append(
                ImportProblem(
                    origin: ImportOrigin(file: file, line: tree.line), field: fault.field,
                    reason: check.reason, value: fault.value, outcome: .kept))
        }
        return problems
    }
}
