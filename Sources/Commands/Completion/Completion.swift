internal import ArgumentParser
internal import ReleaseModel
internal import Replication
internal import SQLiteStorage

/// What may be typed next on a command line, asked by a shell on each press of the tab key.
///
///     words ─▶ the command that they name ─▶ an option? its value? ─▶ the subject of the command ─▶ store
///
/// The workspace is opened for reading, each question is answered by an index, and the parser is not set up.
struct Completion {
    private let words: [String]
    private let word: String
    private let environment: ReplicaEnvironment

    /// `words` stand before the one that is being typed, without `rail`.
    init(_ words: [String], typing word: String, _ environment: ReplicaEnvironment) {
        self.words = words
        self.word = word
        self.environment = environment
    }

    /// The candidates; none where anything goes wrong, since nobody reads an error here.
    var candidates: [CompletionCandidate] {
        if let own = try? withoutStore() { return own }
        let open = try? Replica.open(environment, access: .readOnly)
        let found = try? open?.read { try offered(CompletionStore($0)) }
        return found ?? ((try? offered(nil)) ?? [])
    }

    /// What needs no workspace: verbs, options and words that are always the same; nil where it takes one.
    private func withoutStore() throws -> [CompletionCandidate]? {
        guard !words.contains("--") else { return [] }
        let path = CommandPath(words)
        if word.hasPrefix("--") { return options(of: path.command) }
        let isNoun = !path.named.configuration.subcommands.isEmpty
        guard isNoun else { return nil }
        guard path.rest.isEmpty, !word.hasPrefix("-") else { return [] }
        // The names of views stand where their verbs do.
        if path.named.configuration.commandName == EntityKind.view.name,
            verbs(of: path.named).isEmpty
        {
            return nil
        }
        return verbs(of: path.named) + (path.words.count == 1 ? extensions() : [])
    }

    private func verbs(of command: any ParsableCommand.Type) -> [CompletionCandidate] {
        command.configuration.subcommands
            .filter { $0._commandName.hasPrefix(word) && $0.configuration.shouldDisplay }
            .map { CompletionCandidate($0._commandName, $0.configuration.abstract) }
    }

    /// Topics and the words of commands, as `rail help` takes them.
    private func topics() -> [CompletionCandidate] {
        let path = CommandPath(Array(CommandPath(words).rest))
        guard path.rest.isEmpty else { return [] }
        let topics =
            HelpTopic.all.map { CompletionCandidate($0.name, $0.about) }
            + [CompletionCandidate("topics", "All topics")]
        return (path.words.count == 1 ? topics.filter { $0.value.hasPrefix(word) } : [])
            + verbs(of: path.named)
    }

    private func extensions() -> [CompletionCandidate] {
        ExtensionProgram.all(environment).filter { $0.hasPrefix(word) }
            .map { CompletionCandidate($0, "an extension on the path") }
    }

    private func options(of command: any ParsableCommand.Type) -> [CompletionCandidate] {
        CompletionOptions(of: command).all.filter { $0.hasPrefix(word) }
            .map { CompletionCandidate($0) }
    }

    // With the workspace

    private func offered(_ store: CompletionStore?) throws -> [CompletionCandidate] {
        let path = CommandPath(words)
        let subject = CompletionSubject(Array(path.words.dropFirst()))
        if subject == .past, path.rest.count > 0 {
            return Completion(Array(path.rest.dropFirst()), typing: word, environment).candidates
        }
        let options = CompletionOptions(of: path.command)
        if let last = words.last, options.valued.contains(last) {
            return try value(of: last, store)
        }
        return try argument(subject, Self.arguments(path.rest, options), store)
    }

    private func value(
        of option: String, _ store: CompletionStore?
    ) throws -> [CompletionCandidate] {
        switch option {
        case "--into", "--before", "--after", "--under": try store?.items(word) ?? []
        case "--since", "--diff": CompletionFields.matching(CompletionFields.points, word)
        case "--team": try store?.names(word, .team) ?? []
        case "--as": try store?.names(word, .person) ?? []
        default: []
        }
    }

    private func argument(
        _ subject: CompletionSubject, _ before: [String], _ store: CompletionStore?
    ) throws -> [CompletionCandidate] {
        switch subject {
        case .nothing: return []
        case .things(let kind): return try store?.things(word, kind) ?? []
        case .anything(let thenFields):
            if before.isEmpty { return try store?.anything(word) ?? [] }
            return thenFields && before.count == 1
                ? CompletionFields.matching(
                    BlameReading.fields(of: Item.schema).map(\.name), word) : []
        case .filter(let kind):
            return try CompletionFields(kind, isFilter: true, store).candidates(word)
        case .values(let kind):
            return try CompletionFields(kind, isFilter: false, store).candidates(word)
        case .thingAndValues(let kind):
            return before.isEmpty
                ? try store?.things(word, kind) ?? []
                : try CompletionFields(kind, isFilter: false, store).candidates(word)
        case .relation:
            return before.count == 1
                ? CompletionFields.matching(Edge.kinds, word) : try store?.items(word) ?? []
        case .changes: return try store?.changes(word) ?? []
        case .cards: return try store?.cards(word) ?? []
        case .requests: return try store?.things(word, .request) ?? []
        case .past: return CompletionFields.matching(CompletionFields.points, word)
        case .thingAndFilter:
            return before.isEmpty
                ? [] : try CompletionFields(.item, isFilter: true, store).candidates(word)
        case .view:
            return before.isEmpty
                ? try store?.names(word, .view) ?? []
                : try CompletionFields(.item, isFilter: true, store).candidates(word)
        case .topics: return topics()
        case .contexts: return store?.contexts(word) ?? []
        case .shells: return CompletionFields.matching(CompletionShell.names, word)
        }
    }

    /// The words that are no options and no values of any.
    private static func arguments(_ rest: [String], _ options: CompletionOptions) -> [String] {
        var arguments: [String] = []
        var isValue = false
        for word in rest {
            if isValue {
                isValue = false
            } else if word.hasPrefix("--") {
                isValue = options.valued.contains(word)
            } else {
                arguments.append(word)
            }
        }
        return arguments
    }
}
