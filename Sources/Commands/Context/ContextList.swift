package import ArgumentParser
internal import Replication
internal import SQLiteStorage

/// `rail context list`: what contexts there are, and which is in use.
package struct ContextList: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "list", abstract: "List contexts; a star stands at the one in use.",
        discussion: "Example:  rail context list")

    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        let store = ContextStore(try session.open(.readOnly))
        let used = try store.inUse()
        if session.output.isJSON {
            let rows = store.all().map { context in
                JSONValue.object([
                    ("name", .string(context.name)), ("filter", .string(context.filter)),
                    ("inUse", .bool(context == used)),
                ])
            }
            try session.output.envelope("context.list", nil, .array(rows))
            return
        }
        var table = Table(["", "name", "filter"], flexible: 2)
        for context in store.all() {
            table.add([context == used ? "*" : "", context.name, context.filter])
        }
        session.output.table(table)
        if table.isEmpty {
            session.output.line("none yet; make one:  rail context def mobile '+ios or +android'")
        }
    }
}
