internal import Replication

/// What a shell gets for `rail __complete`: a line for each candidate, and never an error.
enum CompletionAnswer {
    /// The hidden word; no command bears it, so that help and the parser know nothing of it.
    static let word = "__complete"

    static func text(_ arguments: [String], _ environment: ReplicaEnvironment) -> String {
        let size = arguments.reduce(0) { $0 + $1.utf8.count }
        guard size <= CompletionLimits.lineLengthMaxBytes, let first = arguments.first,
            let shell = CompletionShell(rawValue: first)
        else { return "" }
        let rest = Array(arguments.dropFirst())
        switch shell {
        case .bash: return bash(rest, environment)
        case .zsh, .fish:
            let words = rest.first == "--" ? Array(rest.dropFirst()) : rest
            return Completion(words.dropLast(), typing: words.last ?? "", environment).candidates
                .map { "\($0.value)\t\($0.about)\n" }.joined()
        }
    }

    /// Bash shows the candidates as they are, so what they mean stands beside them where it lists several.
    private static func bash(_ rest: [String], _ environment: ReplicaEnvironment) -> String {
        guard let text = rest.first else { return "" }
        let line = CompletionLine(text)
        let candidates = Completion(
            Array(line.words.dropFirst()), typing: line.word, environment
        ).candidates
        let breaks = rest.count > 1 ? rest[1] : ":="
        let values = candidates.map { line.replacement($0.value, breaks: breaks) }
        let isListing = rest.count > 2 && rest[2] == listing && candidates.count > 1
        guard isListing else { return values.map { $0 + "\n" }.joined() }
        let width = values.map(TextWidth.of).max() ?? 0
        return zip(values, candidates).map { value, candidate in
            candidate.about.isEmpty
                ? value + "\n"
                : TextWidth.padded(value, to: width) + "  (\(candidate.about))\n"
        }.joined()
    }

    /// How bash says that it lists what there is, without putting anything onto the line: `?`.
    private static let listing = "63"
}
