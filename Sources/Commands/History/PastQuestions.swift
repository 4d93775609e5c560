/// The commands that can be asked of the past: those that read the tables, which is all that is folded of it.
enum PastQuestions {
    private static let verbs: Set<String> = [
        "ls", "show", "next", "ready", "blocked", "blocking", "mine", "board", "tree", "why",
        "search",
        "dup", "sql",
    ]
    /// Verbs that every noun has.
    private static let nounVerbs: Set<String> = ["list", "show", "dates"]
    private static let nouns: Set<String> = ["cal", "export"]

    /// For help.
    static let shown =
        verbs.sorted().joined(separator: ", ") + ", cal, export, and list and show of every noun"

    static func expect(_ path: CommandPath) throws {
        let words = path.words.dropFirst()
        guard path.words.count > 1 else {
            throw CommandFailure(
                "unknown-command", "There is no `rail \(path.rest.first ?? "")`.",
                hint: "The past answers \(shown).", status: .usage)
        }
        let first = words.first ?? ""
        let isQuestion =
            words.count == 1 && verbs.contains(first) || nouns.contains(first)
            || words.count > 1 && nounVerbs.contains(words.last ?? "")
        guard !isQuestion else { return }
        throw CommandFailure(
            "not-past", "`\(path.words.joined(separator: " "))` cannot be asked of the past.",
            hint: "The past answers \(shown).", status: .usage)
    }
}
