internal import Replication

/// Shows an answer that is longer than the screen page by page.
///
///     collect ─▶ the command ends ─▶ longer than the screen? ── no ─▶ written as it is
///                                          '── yes ─▶ pager ── cannot run ─▶ written as it is
///
/// Only questions are paged, and only on a terminal: what takes its time shows how far it is as it goes.
final class AnswerPager {
    private let surroundings: Surroundings
    private let command: String
    private let rows: Int
    private var text = ""

    /// Nil where the answer is not for pages.
    init?(_ arguments: [String], _ surroundings: Surroundings) {
        let terminal = surroundings.terminal
        guard terminal.isInteractive, let rows = terminal.height, rows > 0,
            !arguments.prefix(while: { $0 != "--" }).contains(Self.off),
            let command = Self.command(surroundings.environment.variables),
            Self.isQuestion(arguments)
        else { return nil }
        self.surroundings = surroundings
        self.command = command
        self.rows = rows
    }

    /// Runs a command; its status is what it was without a pager.
    func run(_ body: (Surroundings) -> Int32) -> Int32 {
        var collecting = surroundings
        collecting.write = { self.text += $0 }
        let status = body(collecting)
        let lines = text.utf8.reduce(0) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
        if lines < rows || !surroundings.page(text, command) { surroundings.write(text) }
        return status
    }

    static let off = "--no-pager"

    /// What is run where nobody chose: quits at the end of one screen, shows colours, leaves the text there.
    static let usual = "less -FRX"

    /// `$RAIL_PAGER`, then `$PAGER`, then `less`; none where the one that counts is empty.
    static func command(_ variables: [String: String]) -> String? {
        guard variables["TERM"] != "dumb" else { return nil }
        let chosen = variables["RAIL_PAGER"] ?? variables["PAGER"] ?? usual
        let isBlank = chosen.allSatisfy(\.isWhitespace)
        return isBlank ? nil : chosen == "less" ? usual : chosen
    }

    private static func isQuestion(_ arguments: [String]) -> Bool {
        if arguments.contains("--help") || arguments.contains("-h") { return true }
        let path = CommandPath(arguments)
        let words = path.words.dropFirst()
        guard let last = words.last else { return path.rest.first == "help" }
        return questions.contains(last)
    }

    /// The last word of every command that only answers, and at once.
    private static let questions: Set<String> = [
        "ls", "next", "ready", "blocked", "blocking", "mine", "show", "why", "search", "dup", "log",
        "blame", "history", "at", "op", "list", "dates", "cal", "month", "agenda", "conflicts",
        "requests", "sql", "help", "view", "board", "tree", "burnup", "timeline",
    ]
}
