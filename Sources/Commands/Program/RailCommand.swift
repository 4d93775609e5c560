package import ArgumentParser

/// A command that does something, in surroundings that it is given.
package protocol RailCommand: ParsableCommand {
    func run(in surroundings: Surroundings) throws
}

extension RailCommand {
    package func run() throws { try run(in: .system()) }
}
