internal import Replication

/// Where answers go: text for people, a versioned envelope for programs.
package struct Output {
    package let terminal: Terminal
    package let isASCII: Bool
    private let form: AnswerForm
    private let fields: [String]
    private let write: (String) -> Void
    private let notes = AnswerNotes()
    private let writeError: (String) -> Void

    package init(_ options: GlobalOptions, _ surroundings: Surroundings) throws {
        form = try AnswerForm(options, surroundings.environment.variables)
        fields = try AnswerForm.fields(options)
        // Who listens to an answer wants all of it, and no colours.
        terminal =
            form.isPlain
            ? Terminal(
                isInteractive: surroundings.terminal.isInteractive, width: nil, hasColor: false)
            : surroundings.terminal
        write = surroundings.write
        writeError = surroundings.writeError
        isASCII = options.ascii
    }

    /// Whether the answer is data for programs, which `envelope` then puts into the form that was asked for.
    package var isJSON: Bool { form.isData }

    /// Whether the answer is heard rather than seen: no tables and no grids.
    package var isPlain: Bool { form.isPlain }

    package func line(_ text: String = "") { write(text + "\n") }

    /// One line of text that may hold anything, broken where the terminal ends; what follows is indented more.
    package func text(_ text: String, indent: Int = 0, style: Terminal.Style? = nil) {
        let clean = SafeText.line(text)
        let margin = String(repeating: " ", count: indent)
        guard let width = terminal.width, TextWidth.of(clean) + indent > width else {
            line(margin + styled(clean, style))
            return
        }
        for (place, part) in TextWidth.wrapped(clean, to: max(20, width - indent - 2)).enumerated()
        {
            line(margin + (place == 0 ? "" : "  ") + styled(part, style))
        }
    }

    private func styled(_ text: String, _ style: Terminal.Style?) -> String {
        style.map { terminal.styled(text, $0) } ?? text
    }

    /// Shows how far something is, on one line that is written over; an empty text takes it away.
    package func progress(_ text: String) {
        guard terminal.isInteractive, !isJSON, !isPlain else { return }
        writeError("\r\u{1b}[K" + SafeText.line(text))
    }

    package func table(_ table: Table) {
        let lines = isPlain ? table.labelled : table.lines(for: terminal, ascii: isASCII)
        for line in lines { self.line(line) }
    }

    /// Says at the head of the answer which view it shows.
    func narrowed(byView view: NamedContext) {
        notes.view = view
        if !isJSON {
            line(terminal.styled(SafeText.line("view \(view.name): \(view.filter)"), .dim))
        }
    }

    /// Says at the head of the answer, or in what data say of themselves, that a context left something out.
    func narrowed(by context: NamedContext) {
        guard notes.context == nil else { return }
        notes.context = context
        if !isJSON { line(terminal.styled(SafeText.line(context.line), .dim)) }
    }

    /// Refuses fields that an answer cannot have.
    ///
    /// A verb that writes asks this before it does: what is answered by a refusal must have changed nothing.
    func expect(_ possible: [String]) throws {
        try AnswerRecords.expect(fields, among: possible)
    }

    /// Answers with data: as `{"schema":"rail.ls/1","asOf":{...},"data":...,"problems":[]}`, or as the form
    /// that was asked for makes of that.
    package func envelope(
        _ schema: String, _ asOf: AsOf?, _ data: JSONValue, problems: [JSONValue] = [],
        possible: [String] = []
    ) throws {
        var answer = AnswerRecords(data)
        try answer.pick(fields, possible: possible)
        let clean = terminal.isInteractive ? SafeText.prose : { $0 }
        switch form {
        case .text, .plain, .json: line(envelope(schema, asOf, answer.data, problems))
        case .query(let query):
            write(clean(try query.answer(to: envelope(schema, asOf, answer.data, problems))))
        case .ndjson:
            for record in answer.records { line(record.line) }
        case .csv:
            for row in answer.csv(fields, isShown: terminal.isInteractive) { line(row) }
        case .template(let template):
            for record in answer.records {
                let text = template.text(of: record, clean: clean)
                if !text.isEmpty { write(text + (text.last?.isNewline == true ? "" : "\n")) }
            }
        }
    }

    /// Says on the way what could not be answered.
    func complaint(_ error: any Error) {
        writeError(ErrorText.text(CommandFailure(error), asJSON: isJSON))
    }

    private func envelope(
        _ schema: String, _ asOf: AsOf?, _ data: JSONValue, _ problems: [JSONValue]
    ) -> String {
        JSONValue.object([
            ("schema", .string("rail.\(schema)/1")),
            ("asOf", asOf?.json(notes) ?? .null),
            ("data", data), ("problems", .array(problems)),
        ]).line
    }
}
