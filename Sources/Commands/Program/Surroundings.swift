internal import Foundation
package import Replication

/// What a command is run in: the world that its replica sees, the terminal, and where answers go.
///
/// Programs are surrounded by the real ones; tests set whatever they like, and read what was said.
package struct Surroundings {
    package var environment: ReplicaEnvironment
    package var terminal: Terminal
    package var write: (String) -> Void
    package var writeError: (String) -> Void

    /// Shows a text page by page with a program; says whether that could be done.
    package var page: (_ text: String, _ command: String) -> Bool = { _, _ in false }
    /// Where this program lies.
    package var program = "rail"
    /// Becomes another program; returns only in tests, with its exit status.
    package var become:
        (_ path: String, _ arguments: [String], _ variables: [String: String]) throws -> Int32 = {
            path, _, _ in throw CommandFailure("extension", "\(path) cannot be run here.")
        }

    package init(
        environment: ReplicaEnvironment, terminal: Terminal,
        write: @escaping (String) -> Void, writeError: @escaping (String) -> Void
    ) {
        self.environment = environment
        self.terminal = terminal
        self.write = write
        self.writeError = writeError
    }

    package static func system() -> Surroundings {
        let environment = SystemEnvironment.current()
        var surroundings = Surroundings(
            environment: environment, terminal: Terminal(environment.variables),
            write: { print($0, terminator: "") },
            writeError: { FileHandle.standardError.write(Data($0.utf8)) })
        surroundings.page = SystemPager.show
        surroundings.program = SystemProcess.program
        surroundings.become = SystemProcess.become
        return surroundings
    }
}
