package import ArgumentParser
internal import ReleaseModel
internal import Replication

/// `rail add`: a new item on the backlog.
package struct ItemAdd: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "add", abstract: "Put an item on the backlog.",
        discussion: """
            Words are the title; field:value sets a field, +label adds a label. What looks like a field but \
            is text goes after --, or into quotes with a space behind its colon.
            Fields: \(Item.schema.own.map(\.name).joined(separator: ", ")).
            Example:  rail add "Pay by card" team:nova priority:high due:fri +ios
            Example:  rail add +ios -- fix:crash on start
            """)

    @OptionGroup package var options: WriteOptions
    @Option(help: "The description.") package var body: String?
    @Argument(parsing: .allUnrecognized, help: "The title, then field:value pairs and +labels.")
    package var words: [String] = []

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let words = try FieldWords(
            words, noun: "item", fields: Item.schema.fields.map(\.name))
        var new = try NewThing(.item, words, hint: "rail add \"What is to be done\"")
        new.body = body
        try new.make(as: "add", by: try Writer(options, surroundings))
    }
}
