import ArgumentParser

/// The hub's program.
struct RailHub: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "railhub",
        abstract: "Stores and forwards the changes of one workspace, and knows no meaning.",
        discussion: """
            A hub is a directory: `railhub init` makes it and prints the first invite link,
            `railhub serve` runs it. Replicas join with `rail join LINK`.
            """,
        version: "0.1.0",
        subcommands: [Init.self, Serve.self, Status.self, Digest.self, Invite.self])
}
