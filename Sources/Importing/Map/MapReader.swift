/// Reads a map file.
///
/// Every mistake is found in one run, each with its line and a hint.
package struct MapReader {
    let file: String
    var problems: [MapProblem] = []
    var tables: [String: ValueTable] = [:]
    var forms: [String: [FieldRule.Step]] = [:]
    var joins: [String: JoinRule] = [:]
    var usesTitles = false

    package static func read(_ file: SourceFile) -> Result<ImportMap, MapRefusal> {
        var reader = MapReader(file: file.name)
        let map = reader.map(file)
        guard let map, reader.problems.isEmpty else {
            return .failure(MapRefusal(problems: reader.problems))
        }
        return .success(map)
    }

    private init(file: String) { self.file = file }

    private mutating func map(_ file: SourceFile) -> ImportMap? {
        guard file.bytes.count <= ImportLimits.mapLengthMaxBytes else {
            report(
                0, "the map is longer than \(ImportLimits.mapLengthMaxBytes >> 20) MiB", "split it")
            return nil
        }
        let document = SourceFormat.yaml.read(file)
        for problem in document.problems {
            report(problem.origin.line, problem.reason, "a map is a YAML file")
        }
        guard let root = document.root else {
            if problems.isEmpty { report(0, "the map is empty", "begin with `map: 1`") }
            return nil
        }
        let keys = ["map", "source", "about", "tables", "forms", "files"]
        guard check(root, keys: keys, of: "a map") else { return nil }
        if root.entry("map")?.tree.text != String(ImportMap.version) {
            report(
                root.entry("map")?.line ?? 1, "the map does not say its language",
                "write `map: \(ImportMap.version)` at its head")
        }
        let source = text(root, "source") ?? ""
        if source.isEmpty {
            report(root.line, "the map names no source", "write `source: some-name`")
        }
        for entry in entries(root, "tables") { tables[entry.key] = table(entry.tree) }
        for entry in entries(root, "forms")
        where check(entry.tree, keys: Self.stepKeys, of: "a form") {
            forms[entry.key] = steps(entry.tree)
        }
        // What a join says of its rows may use forms and the tables above.
        for entry in entries(root, "tables") {
            if let from = entry.tree.entry("from") {
                joins[entry.key] = joinRule(
                    from.tree, ignoresCase: tables[entry.key]?.ignoresCase ?? false)
            }
        }
        let files = members(root, "files").compactMap { fileRule($0) }
        if files.isEmpty, problems.isEmpty {
            report(root.line, "the map reads no files", "list them under `files:`")
        }
        return ImportMap(source: source, files: files, joins: joins, usesTitles: usesTitles)
    }

    private mutating func fileRule(_ tree: SourceTree) -> FileRule? {
        let keys = Self.readingKeys + ["pass-over", "let", "checks", "records", "about"]
        guard check(tree, keys: keys, of: "a file rule"),
            let pattern = filePattern(tree, of: "a file rule")
        else { return nil }
        let isPassedOver = flag(tree, "pass-over")
        guard let format = format(tree, pattern, isNeeded: !isPassedOver) else {
            guard isPassedOver else { return nil }
            return FileRule(
                pattern: pattern, format: .yaml, options: ReadingOptions(), isPassedOver: true,
                records: [])
        }
        var known = Set(pattern.captureNames)
        known.formUnion(Self.builtIn)
        let whole = recordRule(tree, known: known, isFile: true)
        return FileRule(
            pattern: pattern, format: format, options: options(tree),
            isPassedOver: isPassedOver, records: whole.map { [$0] } ?? [])
    }

    /// Values that every record may use.
    static let builtIn: Set<String> = ["key", "position", "file"]

    private mutating func table(_ tree: SourceTree) -> ValueTable? {
        let keys = ["values", "from", "ignore-case", "default", "unknown", "about"]
        guard check(tree, keys: keys, of: "a value table") else { return nil }
        var values: [String: String] = [:]
        for entry in entries(tree, "values") {
            guard let word = entry.tree.text else {
                report(entry.line, "the value for `\(entry.key)` is no text", "quote it")
                continue
            }
            values[entry.key] = word
        }
        let word = text(tree, "unknown") ?? ValueTable.Unknown.report.rawValue
        guard let unknown = ValueTable.Unknown(rawValue: word) else {
            report(
                tree.entry("unknown")?.line ?? tree.line, "`unknown: \(word)` means nothing",
                "write one of \(list(ValueTable.Unknown.allCases.map(\.rawValue)))")
            return nil
        }
        return ValueTable(
            values: values, ignoresCase: flag(tree, "ignore-case"),
            fallback: text(tree, "default"), unknown: unknown)
    }
}
