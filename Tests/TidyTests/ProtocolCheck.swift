/// Holds the specification against the vectors, the tests and the code.
enum ProtocolCheck {
    /// Finds requirements that nothing proves, and proofs of requirements that do not exist.
    static func requirementFindings(
        specification: SourceFile, proofs: [SourceFile]
    ) -> [Finding] {
        var defined: [String: Int] = [:]
        for (number, line) in zip(1..., specification.lines) {
            for match in line.matches(of: /\[(S-\d+)\]/) where defined[String(match.1)] == nil {
                defined[String(match.1)] = number
            }
        }
        var findings: [Finding] = []
        var named: Set<String> = []
        for file in proofs {
            for (number, line) in zip(1..., file.lines) where line.contains("S-") {
                for match in line.matches(of: /\bS-\d+\b/) {
                    named.insert(String(match.0))
                    if defined[String(match.0)] == nil {
                        findings.append(
                            Finding(file.path, number, "\(match.0) is not in the specification"))
                    }
                }
            }
        }
        findings += defined.filter { !named.contains($0.key) }.map {
            Finding(specification.path, $0.value, "\($0.key) is proved by no vector and no test")
        }
        return findings.sorted { ($0.path, $0.line) < ($1.path, $1.line) }
    }

    /// Finds paragraphs that demand something without a number to name it by.
    static func unnumberedFindings(specification: SourceFile) -> [Finding] {
        var findings: [Finding] = []
        var start = 1
        var paragraph = ""
        var isCode = false
        for (number, line) in zip(1..., specification.lines + [""]) {
            if line.hasPrefix("```") { isCode.toggle() }
            if !isCode, !line.isEmpty, !line.hasPrefix("#") {
                if paragraph.isEmpty { start = number }
                paragraph += line + " "
                continue
            }
            let isDemand = paragraph.contains(/\bMUST\b/) && !paragraph.contains("key words")
            if isDemand, !paragraph.contains(/\[S-\d+\]/) {
                findings.append(Finding(specification.path, start, "a MUST without a number"))
            }
            paragraph = ""
        }
        return findings
    }

    /// Finds folders of vectors that no test reads.
    static func vectorFindings(vectors: [SourceFile], tests: [SourceFile]) -> [Finding] {
        var folders: [String: String] = [:]
        for file in vectors where !file.path.hasSuffix(".md") {
            let parts = file.path.split(separator: "/")
            guard parts.count > 3 else { continue }
            folders[String(parts[2])] = folders[String(parts[2])] ?? file.path
        }
        let isRead = { (folder: String) in
            tests.contains { test in
                test.isSwift
                    && (test.text.contains("\"\(folder)\"")
                        || test.text.contains("vectors/\(folder)"))
            }
        }
        return folders.filter { !isRead($0.key) }.map {
            Finding($0.value, 1, "no test reads the vectors in \($0.key)")
        }.sorted { $0.path < $1.path }
    }

    /// Finds limits whose value differs between the specification and the code.
    ///
    /// A row counts if its first cell is a name in code quotes and its second begins with a number.
    static func limitFindings(specification: SourceFile, sources: [SourceFile]) -> [Finding] {
        let constants = LimitReader.constants(in: sources)
        return LimitReader.rows(of: specification).compactMap { row in
            guard let values = constants[row.name] else {
                return Finding(specification.path, row.line, "no constant is named \(row.name)")
            }
            guard values != [row.value] else { return nil }
            let found = values.sorted().map(String.init).joined(separator: ", ")
            return Finding(specification.path, row.line, "\(row.name) is \(found) in the code")
        }
    }
}
