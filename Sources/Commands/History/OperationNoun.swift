package import ArgumentParser

/// `rail op`: one's own changes, and what undoing them would do.
package struct OperationNoun: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "op", abstract: "Look at changes before taking them back.",
        discussion: "Example:  rail op log",
        subcommands: [OperationLog.self, OperationShow.self],
        defaultSubcommand: OperationLog.self)

    package init() {}
}
