/// What a reader makes of one file: what could be read, and what is odd about it.
package struct SourceDocument: Sendable {
    /// Nil where nothing could be read; a problem says why.
    package var root: SourceTree?
    package var problems: [ImportProblem]

    package init(root: SourceTree?, problems: [ImportProblem] = []) {
        self.root = root
        self.problems = problems
    }

    /// A file that could not be read at all.
    package static func unreadable(
        _ file: SourceFile, line: Int, _ reason: String, value: String = ""
    ) -> SourceDocument {
        SourceDocument(
            root: nil,
            problems: [
                ImportProblem(
                    origin: ImportOrigin(file: file.name, line: line), field: "file",
                    reason: reason, value: value, outcome: .leftOut)
            ])
    }
}
