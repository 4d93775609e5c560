import ArgumentParser
import Coordination
import Foundation

/// Ends the program with a sentence, a hint and the exit status that says what it was.
enum Ending {
    static func end(with error: any Error) -> Never {
        if RailHub.exitCode(for: error) == .validationFailure {
            note(RailHub.fullMessage(for: error))
            Foundation.exit(2)
        }
        if error is CleanExit || error is ExitCode || RailHub.exitCode(for: error) == .success {
            RailHub.exit(withError: error)
        }
        let failure = HubFailure(error)
        if CommandLine.arguments.contains("--json") {
            let problem = Problem(
                code: failure.code, sentence: failure.sentence, hint: failure.hint)
            note((try? Output.text(problem)) ?? failure.sentence)
        } else {
            note("railhub: \(Output.visible(failure.sentence))")
            if !failure.hint.isEmpty { note("hint: \(Output.visible(failure.hint))") }
        }
        Foundation.exit(failure.exitStatus)
    }

    private static func note(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    private struct Problem: Encodable {
        let code: String
        let sentence: String
        let hint: String
    }
}
