/// Holds the table of invariants against the kinds of cards and the names of the tests.
enum InvariantCheck {
    /// The rows that this version must keep.
    static let rows = [1, 2, 3, 4, 17, 18, 20, 22, 23, 25, 26, 27, 32, 33]

    /// Finds rows that are missing, kinds of cards that no row names, and tests that nobody wrote.
    static func findings(
        _ table: SourceFile, kinds: SourceFile, tests: [SourceFile]
    ) -> [Finding] {
        let written = names(ofTestsIn: tests)
        let known = cases(of: kinds)
        var findings: [Finding] = []
        var numbers: [Int] = []
        var named: Set<String> = []
        for (number, line) in zip(1..., table.lines) {
            let quoted = line.matches(of: /`([^`]+)`/).map { String($0.1) }
            for name in quoted where !written.contains(name) {
                if !known.contains(name) {
                    findings.append(Finding(table.path, number, "there is no test “\(name)”"))
                }
                named.insert(name)
            }
            guard let row = line.firstMatch(of: /^\| ([0-9]+) \|/), let value = Int(row.1) else {
                continue
            }
            numbers.append(value)
            if !quoted.contains(where: written.contains) {
                findings.append(Finding(table.path, number, "row \(value) names no test"))
            }
        }
        if numbers != rows {
            findings.append(Finding(table.path, 1, "the rows are \(numbers), not \(rows)"))
        }
        return findings
            + known.subtracting(named).sorted().map {
                Finding(table.path, 1, "no row names the card `\($0)`")
            }
    }

    private static func names(ofTestsIn files: [SourceFile]) -> Set<String> {
        var names: Set<String> = []
        for file in files {
            for match in file.text.matches(of: /@Test[^`]*?func `([^`]+)`/) {
                names.insert(String(match.1))
            }
        }
        return names
    }

    private static func cases(of file: SourceFile) -> Set<String> {
        Set(file.lines.compactMap { $0.firstMatch(of: /^    case (\w+)$/).map { String($0.1) } })
    }
}
