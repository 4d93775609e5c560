/// Looking into a map's own YAML, with a located complaint for each thing that is not as expected.
extension MapReader {
    mutating func report(_ line: Int, _ reason: String, _ hint: String) {
        problems.append(MapProblem(file: file, line: line, reason: reason, hint: hint))
    }

    /// Whether a tree is a map of known keys only.
    mutating func check(_ tree: SourceTree, keys: [String], of what: String) -> Bool {
        guard case .map(let entries) = tree.value else {
            report(tree.line, "\(what) should be a map here", "known keys: \(list(keys))")
            return false
        }
        for entry in entries where !keys.contains(entry.key) {
            report(entry.line, "`\(entry.key)` is no key of \(what)", "known keys: \(list(keys))")
        }
        return true
    }

    mutating func text(_ tree: SourceTree, _ key: String) -> String? {
        guard let entry = tree.entry(key) else { return nil }
        guard let text = entry.tree.text else {
            report(entry.line, "`\(key)` should be text", "quote it")
            return nil
        }
        return text
    }

    mutating func flag(_ tree: SourceTree, _ key: String) -> Bool {
        guard let entry = tree.entry(key) else { return false }
        switch entry.tree.text {
        case "true", "yes": return true
        case "false", "no": return false
        default:
            report(entry.line, "`\(key)` should be true or false", "write `\(key): true`")
            return false
        }
    }

    /// The members of a list; a lone value is a list of itself.
    mutating func members(_ tree: SourceTree, _ key: String) -> [SourceTree] {
        guard let entry = tree.entry(key) else { return [] }
        if case .list(let members) = entry.tree.value { return members }
        return entry.tree.isEmpty ? [] : [entry.tree]
    }

    mutating func entries(_ tree: SourceTree, _ key: String) -> [SourceEntry] {
        guard let entry = tree.entry(key) else { return [] }
        if case .map(let entries) = entry.tree.value { return entries }
        if !entry.tree.isEmpty {
            report(entry.line, "`\(key)` should be a map", "write `name: value` lines below it")
        }
        return []
    }

    mutating func path(_ tree: SourceTree, _ key: String) -> SourcePath? {
        guard let text = text(tree, key) else { return nil }
        guard let path = SourcePath(text) else {
            report(
                tree.entry(key)?.line ?? tree.line, "`\(text)` is no path",
                "write names with dots between, [] for each member, {} for each value of a map")
            return nil
        }
        return path
    }

    mutating func template(_ text: String, line: Int, known: Set<String>) -> Template? {
        guard let template = Template(text) else {
            report(
                line, "`\(text)` is no template",
                "places are {path} or {$name}; write {{ and }} for braces")
            return nil
        }
        check(template.variables, line: line, known: known)
        return template
    }

    mutating func pattern(_ text: String, line: Int, known: Set<String>) -> TextPattern? {
        guard let pattern = TextPattern(text) else {
            report(line, "`\(text)` is no regular expression", "try it on one line of the source")
            return nil
        }
        check(pattern.variables, line: line, known: known)
        return pattern
    }

    private mutating func check(_ variables: [String], line: Int, known: Set<String>) {
        for name in variables where !known.contains(name) {
            report(line, "nothing is called `$\(name)` here", "known: \(list(known.sorted()))")
        }
    }

    func list(_ words: [String]) -> String { words.joined(separator: ", ") }
}
