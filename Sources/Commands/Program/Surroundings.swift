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
        return Surroundings(
            environment: environment, terminal: Terminal(environment.variables),
            write: { print($0, terminator: "") },
            writeError: { FileHandle.standardError.write(Data($0.utf8)) })
    }
}
