package import ArgumentParser
internal import Causality
internal import History
internal import ReleaseModel
internal import Replication
internal import SQLiteStorage

/// `rail at`: a question asked of the workspace as it was.
package struct HistoryAt: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "at", abstract: "Ask a question of the workspace as it was.",
        discussion: """
            What follows the time is any command that reads: \(PastQuestions.shown).
            A time counts what was written by then by the clocks of those who wrote, whether it was here by \
            then or came later; of a day the end counts. A change counts with all that its author had. \
            “Today” is then, too. The past is folded anew for each question, which takes seconds where the \
            history is long. `rail log --since` and `rail ls --diff` say what changed.
            Example:  rail at yesterday ls
            Example:  rail at "2026-11-12 16:00" show 7f3k
            Example:  rail at 8f3a2c11@12 next
            """)

    @OptionGroup package var options: GlobalOptions
    @Argument(
        parsing: .captureForPassthrough,
        help: "A time (\(PastPoint.examples)) or a change, then the command.")
    package var words: [String]

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        guard let point = words.first, words.count > 1 else {
            throw CommandFailure(
                "usage", "What is asked of the workspace as it was?",
                hint: "As in: rail at \(words.first ?? "yesterday") ls", status: .usage)
        }
        let path = CommandPath(Array(words.dropFirst()))
        try PastQuestions.expect(path)
        let session = try Session(options, surroundings)
        let replica = try session.open(.readOnly)
        let cut = try Self.cut(point, replica, session.environment)
        let past = try replica.past(cut)
        defer { past.remove() }
        if !Self.asksForData(path.arguments + options.words) {
            let newest = past.newestMilliseconds.map { session.local(Int64(clamping: $0)) }
            session.output.line(
                session.output.terminal.styled(
                    newest.map { "as it was at \($0)" } ?? "nothing was written by then", .dim))
        }
        var then = surroundings
        then.environment = past.environment
        let status = RailProgram.answer(options.words + words.dropFirst(), in: then)
        if let status = ExitStatus(rawValue: status), status != .yes { throw status }
    }

    private static func cut(
        _ text: String, _ replica: Replica, _ environment: ReplicaEnvironment
    ) throws -> PastCut {
        guard ChangeName.isOne(text) else {
            return .through(
                milliseconds: min(try PastPoint(text, environment).end, environment.clock()))
        }
        return .change(try replica.read { try OwnChange.named(text, $0).dot })
    }

    /// Data speaks for itself: the envelope says of when it is.
    private static func asksForData(_ words: [String]) -> Bool {
        words.contains { word in
            ["--json", "--csv", "--ndjson", "--jq", "--template"].contains {
                word == $0 || word.hasPrefix($0 + "=")
            }
        }
    }
}
