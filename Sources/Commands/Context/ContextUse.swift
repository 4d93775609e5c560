package import ArgumentParser
internal import Replication
internal import SQLiteStorage

/// `rail context use`: narrow every list of items here by a context.
package struct ContextUse: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "use", abstract: "Narrow every list of items in this workspace by a context.",
        discussion: "Example:  rail context use mobile")

    @OptionGroup package var options: GlobalOptions
    @Argument(help: "The name of the context.") package var name: String

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        let store = ContextStore(try session.open(.readOnly))
        let context = try store.named(name)
        try store.use(context.name)
        if session.output.isJSON {
            try session.output.envelope("context.use", nil, context.json)
        } else {
            session.output.text(context.line)
            session.output.line("leave it: rail context none")
        }
    }
}
