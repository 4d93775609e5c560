/// Reading field rules: where a value comes from, and the steps that it goes through.
extension MapReader {
    static let stepKeys = [
        "form", "plain", "lowercase", "replace", "cases", "default", "table", "date", "zone", "as",
        "about",
    ]
    private static let originKeys = [
        "text", "each", "split", "find", "reference", "key", "window", "checklist", "first-of",
        "required",
    ]

    mutating func fieldRule(_ tree: SourceTree, known: Set<String>) -> FieldRule? {
        if let text = tree.text {
            guard let template = template(text, line: tree.line, known: known) else { return nil }
            return FieldRule(
                origin: .template(template), steps: [], isRequired: false, line: tree.line)
        }
        let keys = Self.originKeys + Self.stepKeys
        guard check(tree, keys: keys, of: "a field rule"),
            let origin = origin(tree, known)
        else { return nil }
        return FieldRule(
            origin: origin, steps: steps(tree, known: known), isRequired: flag(tree, "required"),
            line: tree.line)
    }

    private mutating func origin(
        _ tree: SourceTree, _ known: Set<String>
    ) -> FieldRule.Origin? {
        if tree.entry("each") != nil {
            guard let source = memberSource(tree, known) else { return nil }
            return member(tree, known).map { .each(source, $0) }
        }
        if let word = text(tree, "reference") {
            return reference(tree, word, known)
        }
        if let entry = tree.entry("window") {
            let ends = members(tree, "window").compactMap { fieldRule($0, known: known) }
            guard ends.count == 2 else {
                report(entry.line, "a window has two ends", "write `window: [\"{a}\", \"{b}\"]`")
                return nil
            }
            return .window(ends[0], ends[1])
        }
        if tree.entry("checklist") != nil { return path(tree, "checklist").map { .checklist($0) } }
        if tree.entry("first-of") != nil {
            return .firstOf(members(tree, "first-of").compactMap { fieldRule($0, known: known) })
        }
        guard let text = text(tree, "text") else {
            report(
                tree.line, "a field rule says not where its value comes from",
                "write text, each, reference, window, checklist or first-of")
            return nil
        }
        return template(text, line: tree.line, known: known).map { .template($0) }
    }

    /// Where members come from: `each`, cut by `split` or `find` where either is there.
    mutating func memberSource(_ tree: SourceTree, _ known: Set<String>) -> MemberSource? {
        guard let path = tree.entry("each") == nil ? .itself : path(tree, "each") else {
            return nil
        }
        if let separator = text(tree, "split") {
            guard !separator.isEmpty, tree.entry("find") == nil else {
                report(tree.line, "members are cut in one way", "write split or find, not empty")
                return nil
            }
            return MemberSource(path: path, cut: .split(separator))
        }
        guard let text = text(tree, "find") else { return MemberSource(path: path, cut: nil) }
        return pattern(text, line: tree.entry("find")?.line ?? tree.line, known: known).map {
            MemberSource(path: path, cut: .find($0))
        }
    }

    /// What each member of a list becomes: a reference, or text through the rule's own steps.
    private mutating func member(_ tree: SourceTree, _ known: Set<String>) -> FieldRule? {
        var origin: FieldRule.Origin?
        if let word = text(tree, "reference") {
            origin = reference(tree, word, known)
        } else {
            let written = text(tree, "text") ?? "{.}"
            origin = template(written, line: tree.line, known: known).map { .template($0) }
        }
        return origin.map {
            FieldRule(
                origin: $0, steps: steps(tree, known: known), isRequired: false, line: tree.line)
        }
    }

    private mutating func reference(
        _ tree: SourceTree, _ word: String, _ known: Set<String>
    ) -> FieldRule.Origin? {
        guard let kind = kind(word, line: tree.line) else { return nil }
        guard let key = tree.entry("key"), let rule = fieldRule(key.tree, known: known) else {
            report(tree.line, "a reference to \(word) has no key", "write `key: \"{name}\"`")
            return nil
        }
        return .reference(kind: kind, key: rule)
    }

    /// The steps in their fixed order: form, plain, lowercase, replace, cases, table, date, as.
    mutating func steps(
        _ tree: SourceTree, known: Set<String> = MapReader.builtIn
    ) -> [FieldRule.Step] {
        var steps: [FieldRule.Step] = []
        if let name = text(tree, "form") {
            if let form = forms[name] {
                steps += form
            } else {
                report(
                    tree.line, "no form is called `\(name)`", "known: \(list(forms.keys.sorted()))")
            }
        }
        if let word = text(tree, "plain") {
            if let markup = FieldRule.Markup(rawValue: word) {
                steps.append(.plain(markup))
            } else {
                let known = FieldRule.Markup.allCases.map(\.rawValue)
                report(tree.line, "`plain: \(word)` means nothing", "one of \(list(known))")
            }
        }
        if flag(tree, "lowercase") { steps.append(.lowercase) }
        for member in members(tree, "replace") {
            guard check(member, keys: ["match", "with"], of: "a replacement"),
                let match = text(member, "match"),
                let pattern = pattern(match, line: member.line, known: known)
            else { continue }
            steps.append(.replace(pattern, with: text(member, "with") ?? ""))
        }
        if let cases = cases(tree, known) { steps.append(cases) }
        if let step = tableStep(tree) { steps.append(step) }
        if let step = dateStep(tree, known) { steps.append(step) }
        switch text(tree, "as") {
        case nil, "text": break
        case "date" where tree.entry("date") != nil: break
        case "integer": steps.append(.integer)
        case "boolean": steps.append(.boolean)
        case .some(let word):
            report(
                tree.line, "`as: \(word)` means nothing",
                "one of text, integer, boolean; date beside `date:`")
        }
        return steps
    }

    private mutating func cases(_ tree: SourceTree, _ known: Set<String>) -> FieldRule.Step? {
        guard tree.entry("cases") != nil else { return nil }
        var cases: [(pattern: TextPattern, gives: String)] = []
        for member in members(tree, "cases") {
            guard check(member, keys: ["matches", "gives"], of: "a case"),
                let matches = text(member, "matches"), let gives = text(member, "gives"),
                let pattern = pattern(matches, line: member.line, known: known)
            else { continue }
            cases.append((pattern, gives))
        }
        return .cases(cases, fallback: text(tree, "default"))
    }

    private mutating func tableStep(_ tree: SourceTree) -> FieldRule.Step? {
        guard let name = text(tree, "table") else { return nil }
        guard let table = tables[name] else {
            report(
                tree.entry("table")?.line ?? tree.line, "no table is called `\(name)`",
                "known: \(list(tables.keys.sorted()))")
            return nil
        }
        return .table(table, name: name)
    }

    private mutating func dateStep(_ tree: SourceTree, _ known: Set<String>) -> FieldRule.Step? {
        guard let entry = tree.entry("date") else { return nil }
        let zone = text(tree, "zone").flatMap { template($0, line: entry.line, known: known) }
        let isDay = text(tree, "as") == "date"
        var formats: [DateFormat] = []
        for member in members(tree, "date") {
            guard let format = member.text.flatMap({ DateFormat($0) }) else {
                report(
                    member.line, "`\(member.summary)` is no date format",
                    "as yyyy-MM-dd or yyyy-MM-dd HH:mm")
                continue
            }
            if format.hasTime, !format.hasOffset, zone == nil, !isDay {
                report(
                    member.line, "a format with a time needs a zone",
                    "write `zone: Europe/Berlin`, or a place of the source that says it")
            }
            formats.append(format)
        }
        return formats.isEmpty ? nil : .date(formats, zone: zone, isDay: isDay)
    }
}
