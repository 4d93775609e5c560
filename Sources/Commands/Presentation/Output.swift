/// Where answers go: text for people, a versioned envelope for programs.
package struct Output {
    package let terminal: Terminal
    package let isJSON: Bool
    package let isASCII: Bool
    private let write: (String) -> Void
    private let writeError: (String) -> Void

    package init(_ options: GlobalOptions, _ surroundings: Surroundings) {
        terminal = surroundings.terminal
        write = surroundings.write
        writeError = surroundings.writeError
        isJSON = options.json
        isASCII = options.ascii
    }

    package func line(_ text: String = "") { write(text + "\n") }

    /// One line of text that may hold anything, broken where the terminal ends; what follows is indented more.
    package func text(_ text: String, indent: Int = 0) {
        let clean = SafeText.line(text)
        let margin = String(repeating: " ", count: indent)
        guard let width = terminal.width, TextWidth.of(clean) + indent > width else {
            line(margin + clean)
            return
        }
        for (place, part) in TextWidth.wrapped(clean, to: max(20, width - indent - 2)).enumerated()
        {
            line(margin + (place == 0 ? "" : "  ") + part)
        }
    }

    /// Shows how far something is, on one line that is written over; an empty text takes it away.
    package func progress(_ text: String) {
        guard terminal.isInteractive, !isJSON else { return }
        writeError("\r\u{1b}[K" + SafeText.line(text))
    }

    package func table(_ table: Table) {
        for line in table.lines(for: terminal, ascii: isASCII) { self.line(line) }
    }

    /// Prints the envelope: `{"schema":"rail.ls/1","asOf":{...},"data":...,"problems":[]}`.
    package func envelope(
        _ schema: String, _ asOf: AsOf?, _ data: JSONValue, problems: [JSONValue] = []
    ) {
        line(
            JSONValue.object([
                ("schema", .string("rail.\(schema)/1")), ("asOf", asOf?.json ?? .null),
                ("data", data), ("problems", .array(problems)),
            ]).line)
    }
}
