package import ArgumentParser
internal import ReleaseModel

/// `rail help`: what a command does, or what many of them share.
package struct HelpCommand: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "help", abstract: "Explain a command or a topic.",
        discussion: """
            `rail help topics` lists the topics; every command also takes --help.
            Example:  rail help filters
            Example:  rail help train hold
            """)

    @OptionGroup package var options: GlobalOptions
    @Argument(help: "A topic, or the words of a command.") package var words: [String] = []

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        let output = session.output
        guard let first = words.first else { return try overview(surroundings, output) }
        if words.count == 1, first == "topics" { return try topics(output) }
        if words.count == 1, let topic = HelpTopic.named(first) {
            return try show(topic.json, topic.text, output)
        }
        let path = CommandPath(words)
        guard path.rest.isEmpty, path.words.count > 1 else {
            if let found = ExtensionProgram.find(first, surroundings.environment) {
                return try show(
                    .object([("extension", .string(first)), ("path", .string(found))]),
                    "rail \(first) is an extension: \(found)", output)
            }
            throw unknown(path)
        }
        let text = Rail.helpMessage(for: path.named, columns: Self.columns(output))
        try show(
            .object([
                ("command", .string(path.words.joined(separator: " "))), ("text", .string(text)),
            ]), text, output)
    }

    private func overview(_ surroundings: Surroundings, _ output: Output) throws {
        let programs = ExtensionProgram.all(surroundings.environment)
        let further =
            "\n\nTOPICS\n"
            + HelpTopic.all.map(Self.line).joined(separator: "\n")
            + (programs.isEmpty
                ? ""
                : "\n\nEXTENSIONS ON THE PATH\n"
                    + programs.map { "  " + $0 }.joined(separator: "\n"))
        let text = Rail.helpMessage(columns: Self.columns(output)) + further
        try show(
            .object([
                ("text", .string(text)), ("topics", .array(HelpTopic.all.map(\.json))),
                ("extensions", .array(programs.map(JSONValue.string))),
            ]), text, output)
    }

    private func topics(_ output: Output) throws {
        guard !output.isJSON else {
            return try output.envelope("help.topics", nil, .array(HelpTopic.all.map(\.json)))
        }
        for topic in HelpTopic.all { output.line(Self.line(topic)) }
        output.line("rail help TOPIC shows one of them")
    }

    private static func line(_ topic: HelpTopic) -> String {
        "  " + TextWidth.padded(topic.name, to: 14) + topic.about
    }

    private func show(_ json: JSONValue, _ text: String, _ output: Output) throws {
        guard !output.isJSON else { return try output.envelope("help", nil, json) }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            // Paragraphs are broken where the terminal ends, tables are not.
            let isProse = line.first?.isWhitespace == false
            if isProse {
                for part in TextWidth.wrapped(String(line), to: Self.columns(output)) {
                    output.line(part)
                }
            } else {
                output.line(SafeText.line(String(line)))
            }
        }
    }

    /// Prose is read best in lines of this length, however wide the terminal is.
    private static let columnsMax = 100

    private static func columns(_ output: Output) -> Int {
        min(output.terminal.width ?? columnsMax, columnsMax)
    }

    private func unknown(_ path: CommandPath) -> CommandFailure {
        let word = path.rest.first ?? ""
        let verbs = path.named.configuration.subcommands.map { $0._commandName }
        let isTop = path.words.count == 1
        let near = WordChoice(verbs + (isTop ? HelpTopic.all.map(\.name) + ["topics"] : []))
            .near(word)
        let place = path.words.dropFirst().map { $0 + " " }.joined()
        return CommandFailure(
            "unknown-topic",
            "There is no help about “\(TextRules.shown(words.joined(separator: " ")))”.",
            hint: near.isEmpty
                ? "`rail help topics` lists the topics, `rail help` the commands."
                : "Did you mean \(near.map { "`rail help \(place)\($0)`" }.joined(separator: " or "))?",
            status: .usage)
    }
}
