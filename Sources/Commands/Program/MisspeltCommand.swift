internal import ArgumentParser
internal import ReleaseModel

/// A word that stands where a verb must stand and is none, with the verbs that may be meant.
struct MisspeltCommand {
    private let word: String
    /// The nouns before it, as `rail train`.
    private let place: String
    private let near: [String]

    /// Nil where every word that must be a verb is one.
    init?(_ arguments: [String]) {
        let path = CommandPath(arguments)
        let configuration = path.command.configuration
        guard !configuration.subcommands.isEmpty, let word = path.rest.first,
            !word.hasPrefix("-"), word != "help"
        else { return nil }
        near = WordChoice(configuration.subcommands.map { $0._commandName }).near(word)
        // Where a verb may be left out, the word may be something else.
        guard configuration.defaultSubcommand == nil || !near.isEmpty else { return nil }
        self.word = word
        place = path.words.joined(separator: " ")
    }

    var failure: CommandFailure {
        CommandFailure(
            "unknown-command", "There is no `\(place) \(word)`.",
            hint: near.isEmpty
                ? "`\(place) --help` lists what there is."
                : "Did you mean \(near.map { "`\(place) \($0)`" }.joined(separator: " or "))?",
            status: .usage)
    }
}
