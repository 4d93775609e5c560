package import ArgumentParser

/// `rail context`: filters with a name that narrow every list.
package struct ContextNoun: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "context", abstract: "Narrow every list of items for a while.",
        discussion: "Example:  rail context use mobile",
        subcommands: [
            ContextList.self, ContextUse.self, ContextDefine.self, ContextNone.self,
            ContextForget.self,
        ],
        defaultSubcommand: ContextList.self)

    package init() {}
}
