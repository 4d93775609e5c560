internal import ArgumentParser

/// How far words lead down the tree of commands.
struct CommandPath {
    /// The deepest command that the words name.
    private(set) var command: any ParsableCommand.Type = Rail.self
    /// The command that stands there in words: a noun alone, where `command` is the verb that it means.
    private(set) var named: any ParsableCommand.Type = Rail.self
    /// The words that named it, as `rail train hold`.
    private(set) var words = ["rail"]
    /// The options for every command that stand before and between them.
    private var early: [String] = []
    /// What follows them.
    private(set) var rest: [String]

    init(_ arguments: [String]) {
        rest = GlobalOptions.spelledOut(arguments)
        takeOptions()
        while let word = rest.first, let next = child(word) {
            command = next
            words.append(word)
            rest.removeFirst()
            takeOptions()
        }
        named = command
        // A noun alone means the verb that may be left out, and so does the name of a view.
        let isAlone = rest.first?.hasPrefix("-") ?? true
        if isAlone || ObjectIdentifier(command) == ObjectIdentifier(ViewNoun.self),
            let verb = command.configuration.defaultSubcommand
        {
            command = verb
        }
    }

    /// The line with those options behind the words, where each command knows them.
    var arguments: [String] { words.dropFirst() + early + rest }

    /// The options for every command that stand before and between the words.
    var options: [String] { early }

    /// The verb that stands at the end; nil where more words are needed to name one.
    var verb: (any RailCommand.Type)? {
        command.configuration.subcommands.isEmpty ? command as? any RailCommand.Type : nil
    }

    /// The verb with its options; nil where the words are not all right, or ask for help.
    ///
    /// To parse from the root means to set up every command of the tree, which a write of a millisecond
    /// would notice; only what goes wrong is worth that.
    func parsed() -> (any RailCommand)? { verb.flatMap { try? $0.parse(early + rest) } }

    private mutating func takeOptions() {
        guard rest.first?.hasPrefix("--") ?? false else { return }
        let count = GlobalOptions.leading(rest)
        early += rest.prefix(count)
        rest.removeFirst(count)
    }

    private func child(_ word: String) -> (any ParsableCommand.Type)? {
        if words.count == 1, let verb = ItemNoun.everyday(word) { return verb }
        return command.configuration.subcommands.first { $0._commandName == word }
    }
}
