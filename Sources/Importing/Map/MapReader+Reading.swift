/// Reading which files a rule takes, and how they are written.
extension MapReader {
    static let readingKeys = [
        "path", "format", "delimiter", "repeated-columns", "front-matter",
    ]

    mutating func filePattern(_ tree: SourceTree, of what: String) -> FilePattern? {
        guard let path = text(tree, "path") else {
            report(tree.line, "\(what) has no path", "write `path: folder/{name}.yaml`")
            return nil
        }
        guard let pattern = FilePattern(path) else {
            report(
                tree.entry("path")?.line ?? tree.line, "`\(path)` is no path pattern",
                "captures are written {name} or {name...}")
            return nil
        }
        return pattern
    }

    /// The format that the rule names, or that the path's ending says.
    mutating func format(
        _ tree: SourceTree, _ pattern: FilePattern, isNeeded: Bool = true
    ) -> SourceFormat? {
        let name = text(tree, "format")
        let format =
            name.map { SourceFormat(rawValue: $0) } ?? SourceFormat(fileName: pattern.text)
        if format == nil, isNeeded {
            report(
                tree.entry("path")?.line ?? tree.line,
                "the format of `\(pattern.text)` is not known",
                "write `format:` with one of \(list(SourceFormat.allCases.map(\.rawValue)))")
        }
        return format
    }

    mutating func options(_ tree: SourceTree) -> ReadingOptions {
        var options = ReadingOptions()
        options.delimiter = delimiter(tree)
        options.repeatsColumns = flag(tree, "repeated-columns")
        options.isBare = tree.entry("front-matter") != nil && !flag(tree, "front-matter")
        return options
    }

    /// What a table takes from other files: `from: { path, select, key, gives }`.
    mutating func joinRule(_ tree: SourceTree, ignoresCase: Bool) -> JoinRule? {
        let keys = Self.readingKeys + ["select", "key", "gives", "about"]
        guard check(tree, keys: keys, of: "a join"),
            let pattern = filePattern(tree, of: "a join"), let format = format(tree, pattern)
        else { return nil }
        let known = Self.builtIn.union(pattern.captureNames)
        let select = tree.entry("select") == nil ? SourcePath.itself : path(tree, "select")
        guard let key = tree.entry("key"), let gives = tree.entry("gives") else {
            report(tree.line, "a join is not whole", "it needs path, key and gives")
            return nil
        }
        guard let key = fieldRule(key.tree, known: known),
            let gives = fieldRule(gives.tree, known: known), let select
        else { return nil }
        return JoinRule(
            pattern: pattern, format: format, options: options(tree), select: select, key: key,
            gives: gives, ignoresCase: ignoresCase)
    }

    private mutating func delimiter(_ tree: SourceTree) -> UInt8 {
        guard let text = text(tree, "delimiter") else { return CSVReader.comma }
        let written = text == "tab" ? "\t" : text
        guard let byte = written.utf8.first, written.utf8.count == 1 else {
            report(
                tree.entry("delimiter")?.line ?? tree.line, "`\(text)` is no delimiter",
                "write one character, or `tab`")
            return CSVReader.comma
        }
        return byte
    }
}
