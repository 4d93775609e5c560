package import ArgumentParser
internal import Replication
internal import SQLiteStorage

/// `rail context none`: lists are whole again.
package struct ContextNone: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "none", abstract: "Leave the context: lists are whole again.",
        discussion: "Example:  rail context none")

    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        let store = ContextStore(try session.open(.readOnly))
        let left = try? store.inUse()
        try store.use(nil)
        if session.output.isJSON {
            try session.output.envelope("context.none", nil, .object([("left", .text(left?.name))]))
        } else {
            session.output.line(left.map { "left context \($0.name)" } ?? "no context was in use")
        }
    }
}
