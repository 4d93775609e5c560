internal import ReleaseModel

/// Reading record rules, with what they hold.
extension MapReader {
    private static let recordKeys = [
        "select", "optional", "when", "unless", "let", "kind", "key", "repeat", "fields", "edges",
        "checks", "records", "first-of", "about",
    ]

    /// A file rule is the outermost record rule: it selects the root and carries no record itself.
    mutating func recordRule(
        _ tree: SourceTree, known: Set<String>, isFile: Bool = false
    ) -> RecordRule? {
        if !isFile, !check(tree, keys: Self.recordKeys, of: "a record rule") { return nil }
        var known = known
        let select = tree.entry("select") == nil ? SourcePath.itself : path(tree, "select")
        var bindings: [(name: String, rule: FieldRule)] = []
        for entry in entries(tree, "let") {
            if let rule = fieldRule(entry.tree, known: known) {
                bindings.append((entry.key, rule))
            }
            known.insert(entry.key)
        }
        let conditions =
            conditions(tree, "when", isNegated: false, known)
            + conditions(tree, "unless", isNegated: true, known)
        let body = isFile ? RecordRule.Body.group : body(tree, known)
        var fields: [(name: Template, rule: FieldRule)] = []
        for entry in entries(tree, "fields") {
            let name = fieldName(entry, body, known: known)
            if let name, let rule = fieldRule(entry.tree, known: known) {
                fields.append((name, rule))
            }
        }
        let edges = members(tree, "edges").compactMap { edgeRule($0, known) }
        let checks = members(tree, "checks").compactMap { checkRule($0, known) }
        let nested = members(tree, "records").compactMap { recordRule($0, known: known) }
        guard let select, let body else { return nil }
        return RecordRule(
            select: select, isOptional: flag(tree, "optional"), conditions: conditions,
            bindings: bindings, body: body, fields: fields, edges: edges, checks: checks,
            nested: nested, line: tree.line)
    }

    private mutating func body(_ tree: SourceTree, _ known: Set<String>) -> RecordRule.Body? {
        if tree.entry("first-of") != nil {
            return .firstOf(members(tree, "first-of").compactMap { recordRule($0, known: known) })
        }
        guard let kind = text(tree, "kind") else {
            guard tree.entry("fields") == nil, tree.entry("key") == nil else {
                report(tree.line, "a record rule names no kind", "write `kind: item`")
                return nil
            }
            return .group
        }
        guard let kind = self.kind(kind, line: tree.entry("kind")?.line ?? tree.line) else {
            return nil
        }
        guard let entry = tree.entry("key"), let key = fieldRule(entry.tree, known: known) else {
            report(tree.line, "the rule for \(kind.name) has no key", "write `key: \"{id}\"`")
            return nil
        }
        let word = text(tree, "repeat") ?? RecordRule.Repeat.never.rawValue
        guard let isRepeated = RecordRule.Repeat(rawValue: word) else {
            report(
                tree.entry("repeat")?.line ?? tree.line, "`repeat: \(word)` means nothing",
                "write one of \(list(RecordRule.Repeat.allCases.map(\.rawValue)))")
            return nil
        }
        return .record(kind: kind, key: key, isRepeated: isRepeated)
    }

    private mutating func conditions(
        _ tree: SourceTree, _ key: String, isNegated: Bool, _ known: Set<String>
    ) -> [Condition] {
        var conditions: [Condition] = []
        for entry in entries(tree, key) {
            let subject = template(entry.key, line: entry.line, known: known)
            guard let text = entry.tree.text else {
                report(entry.line, "`\(key)` needs a pattern", "write `\"{path}\": 'pattern'`")
                continue
            }
            let pattern = pattern(text, line: entry.line, known: known)
            guard let subject, let pattern else { continue }
            conditions.append(Condition(subject: subject, pattern: pattern, isNegated: isNegated))
        }
        return conditions
    }

    private mutating func edgeRule(_ tree: SourceTree, _ known: Set<String>) -> EdgeRule? {
        let keys = [
            "kind", "each", "split", "find", "when", "unless", "target", "key", "title", "reverse",
            "about",
        ]
        guard check(tree, keys: keys, of: "an edge rule") else { return nil }
        let each = memberSource(tree, known)
        let isByTitle = tree.entry("title") != nil
        guard let kind = text(tree, "kind"), let target = text(tree, "target"),
            isByTitle != (tree.entry("key") != nil),
            let entry = tree.entry(isByTitle ? "title" : "key"),
            let named = fieldRule(entry.tree, known: known), let each
        else {
            report(
                tree.line, "an edge rule is not whole", "it needs kind, target and key or title")
            return nil
        }
        if isByTitle { usesTitles = true }
        let conditions =
            conditions(tree, "when", isNegated: false, known)
            + conditions(tree, "unless", isNegated: true, known)
        guard let target = self.kind(target, line: tree.line), check(edge: kind, target, tree)
        else {
            return nil
        }
        return EdgeRule(
            kind: kind, targetKind: target, each: each, target: named, isByTitle: isByTitle,
            conditions: conditions, isReversed: flag(tree, "reverse"))
    }

    private mutating func checkRule(_ tree: SourceTree, _ known: Set<String>) -> CheckRule? {
        let keys = ["path", "has", "is", "matches", "weekday", "among", "reason", "about"]
        guard check(tree, keys: keys, of: "a check") else { return nil }
        let path = tree.entry("path") == nil ? SourcePath.itself : path(tree, "path")
        guard let path, let reason = text(tree, "reason") else {
            report(tree.line, "a check is not whole", "it needs a path and a reason")
            return nil
        }
        guard let expectation = expectation(tree, known) else { return nil }
        return CheckRule(path: path, expectation: expectation, reason: reason)
    }

    private mutating func expectation(
        _ tree: SourceTree, _ known: Set<String>
    ) -> CheckRule.Expectation? {
        if tree.entry("has") != nil { return .has(members(tree, "has").compactMap(\.text)) }
        if tree.entry("among") != nil { return path(tree, "among").map { .among($0) } }
        if let text = text(tree, "matches") {
            let line = tree.entry("matches")?.line ?? tree.line
            return pattern(text, line: line, known: known).map { .matches($0) }
        }
        if let shape = text(tree, "is") {
            let shapes = ["text", "integer", "decimal", "boolean", "date", "null", "list", "map"]
            guard shapes.contains(shape) else {
                report(tree.line, "`is: \(shape)` means nothing", "one of \(list(shapes))")
                return nil
            }
            return .shape(shape)
        }
        let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        if let day = text(tree, "weekday"), let number = days.firstIndex(of: day) {
            return .weekday(number + 1)
        }
        report(tree.line, "a check expects nothing", "write has, is, matches, weekday or among")
        return nil
    }
}
