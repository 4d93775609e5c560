internal import ReleaseModel

/// Makes a field's value, and notes what was odd about it.
struct FieldEvaluation {
    let file: String
    let field: String
    private(set) var problems: [ImportProblem] = []

    init(file: String, field: String) {
        self.file = file
        self.field = field
    }

    /// Nil where the source has nothing for the rule.
    mutating func value(_ rule: FieldRule, _ scope: EvaluationScope) -> ImportValue? {
        let value = make(rule, scope)
        if value == nil, rule.isRequired {
            report(scope.tree.line, "is missing", scope.tree.summary, .leftOut)
        }
        return value
    }

    mutating func text(_ rule: FieldRule, _ scope: EvaluationScope) -> String? {
        guard let text = value(rule, scope)?.text, !text.isEmpty else { return nil }
        return text
    }

    private mutating func make(_ rule: FieldRule, _ scope: EvaluationScope) -> ImportValue? {
        switch rule.origin {
        case .template(let template):
            guard let text = scope.text(template) else { return nil }
            let line = template.onlyPath.flatMap { scope.first($0)?.line } ?? scope.tree.line
            return apply(rule.steps, to: text, scope, line)
        case .each(let source, let member):
            let values = source.scopes(in: scope).compactMap { inner in
                make(member, inner).flatMap { $0.text.isEmpty ? nil : $0 }
            }
            return values.isEmpty ? nil : .list(values)
        case .reference(let kind, let key):
            guard let key = text(key, scope) else { return nil }
            return .reference(kind: kind, key: key)
        case .window(let start, let end):
            return window(value(start, scope), value(end, scope), scope)
        case .checklist(let path):
            let checks = scope.first(path).map { Self.checks(in: $0) } ?? []
            return checks.isEmpty ? nil : .checklist(checks)
        case .firstOf(let rules):
            for rule in rules {
                if let value = make(rule, scope) { return value }
            }
            return nil
        }
    }

    private mutating func window(
        _ start: ImportValue?, _ end: ImportValue?, _ scope: EvaluationScope
    ) -> ImportValue? {
        switch (start, end) {
        case (nil, nil): return nil
        case (.date(let start), .date(let end)), (.moment(let start), .moment(let end)):
            // Both forms are written year first, so that text order is time order in one zone.
            if end < start {
                report(scope.tree.line, "ends before it begins", "\(start)..\(end)", .leftOut)
                return nil
            }
            return .window(start: start, end: end)
        default:
            let text = "\(start?.text ?? "?")..\(end?.text ?? "?")"
            report(scope.tree.line, "has not two ends of one kind", text, .leftOut)
            return nil
        }
    }

    private mutating func apply(
        _ steps: [FieldRule.Step], to text: String, _ scope: EvaluationScope, _ line: Int
    ) -> ImportValue? {
        var text = text
        for step in steps {
            switch step {
            case .lowercase:
                text = text.lowercased()
            case .plain(.markdown):
                text = PlainMarkdown.text(text)
            case .plain(.html):
                text = PlainHTML.text(text)
            case .replace(let pattern, let replacement):
                text = Self.replace(pattern, with: replacement, in: text, scope)
            case .cases(let cases, let fallback):
                let hit = cases.first {
                    $0.pattern.match(in: text, variables: scope.variables) != nil
                }
                guard let word = hit?.gives ?? fallback else {
                    report(line, "matches none of the map's cases", text, .leftOut)
                    return nil
                }
                text = word
            case .table(let table, let name):
                guard let word = look(up: text, in: table, name, scope, line) else { return nil }
                text = word
            case .date(let formats, let zone, let isDay):
                return date(text, formats, zone, isDay: isDay, scope, line)
            case .integer:
                if let number = Int(text) { return .integer(number) }
                report(line, "is no integer", text, .leftOut)
                return nil
            case .boolean:
                return boolean(text, line)
            }
        }
        return text.isEmpty ? nil : .text(text)
    }

    private mutating func look(
        up word: String, in table: ValueTable, _ name: String, _ scope: EvaluationScope,
        _ line: Int
    ) -> String? {
        if let value = table.value(for: word) { return value }
        let key = table.ignoresCase ? word.lowercased() : word
        if let value = scope.joined.value(for: key, in: name) { return value }
        switch table.unknown {
        case .keep: return word
        case .drop: return table.fallback
        case .report:
            let reason = table.fallback.map { "is not in the map's table; read as \($0)" }
            report(
                line, reason ?? "is not in the map's table", word,
                table.fallback == nil ? .leftOut : .repaired)
            return table.fallback
        }
    }

    private mutating func date(
        _ text: String, _ formats: [DateFormat], _ zone: Template?, isDay: Bool,
        _ scope: EvaluationScope, _ line: Int
    ) -> ImportValue? {
        for format in formats {
            guard let reading = format.read(text) else { continue }
            guard let time = reading.time, !isDay else {
                return .date(reading.written.description)
            }
            if reading.isUniversal { return .moment("\(reading.date)T\(time)@UTC") }
            guard let zone = zone.flatMap({ scope.text($0) }), !zone.isEmpty else {
                report(line, "has a time and no zone", text, .leftOut)
                return nil
            }
            return .moment("\(reading.date.description)T\(time)@\(zone)")
        }
        let known = formats.map(\.text).joined(separator: ", ")
        report(line, "is no date written as \(known)", text, .leftOut)
        return nil
    }

    private mutating func boolean(_ text: String, _ line: Int) -> ImportValue? {
        switch text.lowercased() {
        case "true", "yes", "on", "1", "x": return .boolean(true)
        case "false", "no", "off", "0": return .boolean(false)
        default:
            report(line, "is neither true nor false", text, .leftOut)
            return nil
        }
    }

    private mutating func report(
        _ line: Int, _ reason: String, _ value: String, _ outcome: ImportProblem.Outcome
    ) {
        problems.append(
            ImportProblem(
                origin: ImportOrigin(file: file, line: line), field: field, reason: reason,
                value: value, outcome: outcome))
    }

    /// Replaces the first match; `$1` in the replacement stands for the pattern's first group.
    private static func replace(
        _ pattern: TextPattern, with replacement: String, in text: String, _ scope: EvaluationScope
    ) -> String {
        guard let match = pattern.match(in: text, variables: scope.variables) else { return text }
        var written = ""
        var rest = Substring(replacement)
        while let character = rest.popFirst() {
            guard character == "$", let group = rest.first?.wholeNumberValue else {
                written.append(character)
                continue
            }
            rest.removeFirst()
            if group < match.output.count {
                written += match.output[group].substring ?? ""
            }
        }
        return text.replacingCharacters(in: match.range, with: written)
    }

    private static func checks(in tree: SourceTree) -> [ImportCheck] {
        guard case .list(let members) = tree.value else { return [] }
        return members.enumerated().map { position, member in
            ImportCheck(
                key: member.entry("key")?.tree.text ?? String(position + 1),
                text: member.entry("text")?.tree.text ?? member.text ?? "",
                isDone: member.entry("done")?.tree.text == "true")
        }
    }
}

extension String {
    fileprivate func replacingCharacters(
        in range: Range<String.Index>, with replacement: String
    ) -> String {
        String(self[..<range.lowerBound]) + replacement + String(self[range.upperBound...])
    }
}
