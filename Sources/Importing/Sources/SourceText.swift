/// A file's bytes as text: valid UTF-8, without byte order mark, lines counted.
package struct SourceText: Sendable {
    package let name: String
    package let bytes: [UInt8]
    package let problems: [ImportProblem]
    /// Added to every line number: front matter begins inside its file.
    package let lineOffset: Int

    package init(
        name: String, bytes: [UInt8], problems: [ImportProblem] = [], lineOffset: Int = 0
    ) {
        self.name = name
        self.bytes = bytes
        self.problems = problems
        self.lineOffset = lineOffset
    }

    /// Why a file is no text.
    package struct Refusal: Error {
        package let document: SourceDocument
    }

    /// Checks a file once for all readers.
    ///
    /// Broken UTF-8 is replaced and reported line by line; a NUL or UTF-16 means that the file is
    /// something else, and it is refused.
    package static func reading(_ file: SourceFile) -> Result<SourceText, Refusal> {
        var bytes = file.bytes
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) {
            bytes.removeFirst(3)
        }
        if bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff]) {
            return refusal(file, 1, "is UTF-16; save it as UTF-8")
        }
        if let position = bytes.firstIndex(of: 0) {
            let line = 1 + bytes[..<position].count { $0 == 0x0a }
            return refusal(file, line, "is not text: a NUL byte")
        }
        if bytes.allSatisfy({ $0 == 0x20 || (0x09...0x0d).contains($0) }) {
            return refusal(file, 0, "is empty")
        }
        guard String(validating: bytes, as: UTF8.self) == nil else {
            return .success(SourceText(name: file.name, bytes: bytes))
        }
        return .success(repaired(file.name, bytes))
    }

    package func origin(_ line: Int) -> ImportOrigin {
        ImportOrigin(file: name, line: line + lineOffset)
    }

    package func problem(
        line: Int, field: String, _ reason: String, value: String = "",
        outcome: ImportProblem.Outcome = .leftOut
    ) -> ImportProblem {
        ImportProblem(
            origin: origin(line), field: field, reason: reason, value: value, outcome: outcome)
    }

    private static func refusal(
        _ file: SourceFile, _ line: Int, _ reason: String
    ) -> Result<SourceText, Refusal> {
        .failure(Refusal(document: .unreadable(file, line: line, reason)))
    }

    private static func repaired(_ name: String, _ bytes: [UInt8]) -> SourceText {
        var problems: [ImportProblem] = []
        var repaired: [UInt8] = []
        repaired.reserveCapacity(bytes.count)
        var line = 0
        for slice in bytes.split(separator: 0x0a, omittingEmptySubsequences: false) {
            line += 1
            if line > 1 { repaired.append(0x0a) }
            if String(validating: slice, as: UTF8.self) != nil {
                repaired.append(contentsOf: slice)
                continue
            }
            let text = String(decoding: slice, as: UTF8.self)
            repaired.append(contentsOf: text.utf8)
            if problems.count < ImportLimits.problemsPerFileMax {
                problems.append(
                    ImportProblem(
                        origin: ImportOrigin(file: name, line: line), field: "line",
                        reason: "is not UTF-8; the broken bytes were replaced by U+FFFD",
                        value: text, outcome: .repaired))
            }
        }
        return SourceText(name: name, bytes: repaired, problems: problems)
    }
}
