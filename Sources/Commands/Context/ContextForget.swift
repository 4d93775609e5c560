package import ArgumentParser
internal import Replication
internal import SQLiteStorage

/// `rail context forget`: take a context away.
package struct ContextForget: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "forget", abstract: "Take a context away.",
        discussion: "Example:  rail context forget mobile")

    @OptionGroup package var options: GlobalOptions
    @Argument(help: "The name of the context.") package var name: String

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        let store = ContextStore(try session.open(.readOnly))
        let context = try store.named(name)
        try store.forget(context.name)
        if session.output.isJSON {
            try session.output.envelope("context.forget", nil, context.json)
        } else {
            session.output.text("forgot \(context.line)")
        }
    }
}
