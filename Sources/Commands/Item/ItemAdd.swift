internal import Replication
package import ArgumentParser
internal import Causality
internal import ReleaseModel

/// `rail add`: a new item on the backlog.
package struct ItemAdd: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Put an item on the backlog.",
        discussion: "Example:  rail add \"Pay by card\" team:nova priority:high due:fri +ios")

    @OptionGroup package var options: GlobalOptions
    @Option(help: "The description.") package var body: String?
    @Argument(parsing: .allUnrecognized, help: "The title, then field:value pairs and +labels.")
    package var words: [String]

    package init() {}

    package func run() throws {
        let words = try ItemWords(words, fields: Item.schema.fields)
        let title = words.text.joined(separator: " ")
        guard !title.isEmpty else {
            throw CommandFailure(
                "no-title", "An item needs a title.",
                hint: "rail add \"What is to be done\"", status: .usage)
        }
        let writing = try NounWriting(options)
        guard let id = EntityID(bytes: writing.session.environment.random(EntityID.byteCount))
        else { return }
        try writing.run("add") { draft, view in
            try draft.create(.item, id)
            var edits = try FieldEdits(.item, view, writing.session.environment)
            try edits.title(title, of: id, in: &draft)
            if let body { try edits.set(Item.body, body, of: id, in: &draft) }
            try edits.apply(words, to: id, in: &draft)
            return (id, edits.lines)
        }
    }
}
