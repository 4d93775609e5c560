package import ArgumentParser

/// `rail conflicts`: what people must settle.
package struct ConflictNoun: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "conflicts", abstract: "Show and settle what was written concurrently.",
        discussion: "Example:  rail conflicts show 4k2m",
        subcommands: [
            ConflictList.self, ConflictShow.self, ConflictSettle.self, ConflictAcknowledge.self,
        ],
        defaultSubcommand: ConflictList.self)

    package init() {}
}
