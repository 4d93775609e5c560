package import ArgumentParser

/// `rail requests`: what was asked for and waits for a grant.
package struct RequestNoun: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "requests",
        abstract: "Show what was asked for and waits for a grant.",
        discussion: "Example:  rail requests",
        subcommands: [RequestList.self, RequestWithdraw.self],
        defaultSubcommand: RequestList.self)

    package init() {}
}
