internal import ArgumentParser
internal import Foundation

/// The whole command: parses, runs, and turns whatever goes wrong into a sentence and an exit status.
package enum RailProgram {
    package static func main() -> Never {
        signal(SIGPIPE, SIG_IGN)
        let arguments = Array(CommandLine.arguments.dropFirst())
        if let place = placeOfInvalidText() {
            let failure = CommandFailure(
                "invalid-text", "Word \(place) of the command is no UTF-8.",
                hint: "Set the terminal to UTF-8, or convert the text first.", status: .usage)
            exit(report(failure, of: arguments, in: .system()))
        }
        exit(run(arguments, in: .system()))
    }

    /// Which argument is no UTF-8; the list of arguments has been repaired already, which would lose what
    /// was meant without a word.
    private static func placeOfInvalidText() -> Int? {
        (1..<max(1, Int(CommandLine.argc))).first { index in
            guard let argument = CommandLine.unsafeArgv[index] else { return false }
            return String(validatingCString: argument) == nil
        }
    }

    package static func run(_ arguments: [String], in surroundings: Surroundings) -> Int32 {
        guard let pager = AnswerPager(arguments, surroundings) else {
            return answer(arguments, in: surroundings)
        }
        return pager.run { answer(arguments, in: $0) }
    }

    /// Answers without a pager of its own: for a command that is asked on the way of another.
    static func answer(_ arguments: [String], in surroundings: Surroundings) -> Int32 {
        if arguments.first == CompletionAnswer.word {
            surroundings.write(
                CompletionAnswer.text(Array(arguments.dropFirst()), surroundings.environment))
            return ExitStatus.yes.rawValue
        }
        do {
            let path = CommandPath(arguments)
            if let verb = path.parsed() {
                try verb.run(in: surroundings)
                return ExitStatus.yes.rawValue
            }
            if let program = ExtensionProgram(path, surroundings.environment) {
                return try program.run(in: surroundings)
            }
            var command = try Rail.parseAsRoot(path.arguments)
            if let command = command as? any RailCommand {
                try command.run(in: surroundings)
            } else {
                try command.run()
            }
            return ExitStatus.yes.rawValue
        } catch let status as ExitStatus {
            return status.rawValue
        } catch  where isFromParser(error) {
            return report(parsing: error, of: arguments, in: surroundings)
        } catch {
            return report(CommandFailure(error), of: arguments, in: surroundings)
        }
    }

    private static func isFromParser(_ error: any Error) -> Bool {
        error is ValidationError || error is CleanExit || error is ExitCode
            || String(reflecting: type(of: error)).hasPrefix("ArgumentParser.")
    }

    /// Help and versions go to standard output and are no error; misuse is status 2.
    private static func report(
        parsing error: any Error, of arguments: [String], in surroundings: Surroundings
    ) -> Int32 {
        guard Rail.exitCode(for: error) != .success else {
            surroundings.write(Rail.fullMessage(for: error) + "\n")
            return ExitStatus.yes.rawValue
        }
        let misspelt = MisspeltCommand(arguments)
        guard misspelt != nil || asksForJSON(arguments) else {
            let text = SafeText.prose(Rail.fullMessage(for: error))
            let isMarked = text.hasPrefix(Self.mark)
            surroundings.writeError(
                "rail: " + (isMarked ? String(text.dropFirst(Self.mark.count)) : text) + "\n")
            return ExitStatus.usage.rawValue
        }
        let failure =
            misspelt?.failure
            ?? CommandFailure(
                "usage", Rail.message(for: error), hint: "`--help` says what there is.",
                status: .usage)
        return report(failure, of: arguments, in: surroundings)
    }

    /// What the parser puts before its sentences; ours stand behind the program's name.
    private static let mark = "Error: "

    private static func report(
        _ failure: CommandFailure, of arguments: [String], in surroundings: Surroundings
    ) -> Int32 {
        surroundings.writeError(ErrorText.text(failure, asJSON: asksForJSON(arguments)))
        return failure.status.rawValue
    }

    private static func asksForJSON(_ arguments: [String]) -> Bool {
        arguments.contains { word in
            ["--json", "--ndjson", "--jq"].contains { word == $0 || word.hasPrefix($0 + "=") }
        }
    }
}

extension ExitStatus: Error {}
