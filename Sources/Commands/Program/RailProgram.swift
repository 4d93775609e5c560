internal import ArgumentParser
internal import Foundation

/// The whole command: parses, runs, and turns whatever goes wrong into a sentence and an exit status.
package enum RailProgram {
    package static func main() -> Never {
        signal(SIGPIPE, SIG_IGN)
        exit(run(Array(CommandLine.arguments.dropFirst())))
    }

    static func run(_ arguments: [String]) -> Int32 {
        do {
            var command = try Rail.parseAsRoot(arguments)
            try command.run()
            return ExitStatus.yes.rawValue
        } catch let status as ExitStatus {
            return status.rawValue
        } catch  where isFromParser(error) {
            return report(parsing: error)
        } catch {
            let failure = CommandFailure(error)
            ErrorText.print(failure, asJSON: arguments.contains { $0.hasPrefix("--json") })
            return failure.status.rawValue
        }
    }

    private static func isFromParser(_ error: any Error) -> Bool {
        error is ValidationError || error is CleanExit || error is ExitCode
            || String(reflecting: type(of: error)).hasPrefix("ArgumentParser.")
    }

    /// Help and versions go to standard output and are no error; misuse is status 2.
    private static func report(parsing error: any Error) -> Int32 {
        let text = Rail.fullMessage(for: error)
        guard Rail.exitCode(for: error) != .success else {
            print(text)
            return ExitStatus.yes.rawValue
        }
        FileHandle.standardError.write(Data((text + "\n").utf8))
        return ExitStatus.usage.rawValue
    }
}

extension ExitStatus: Error {}
