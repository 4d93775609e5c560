package import ArgumentParser
internal import ReleaseModel
internal import Replication

/// `rail set`: change fields and labels of an item.
package struct ItemSet: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Change fields and labels of an item.",
        discussion: "Example:  rail set 7f3k priority:high due:2w +ios -web")

    @OptionGroup package var options: GlobalOptions
    @Argument(help: "The item's id, at least four characters of it.") package var id: String
    @Argument(parsing: .allUnrecognized, help: "field:value pairs, +labels, -labels.")
    package var words: [String]

    package init() {}

    package func run() throws {
        let words = try ItemWords(words, fields: Item.schema.fields)
        guard words.text.isEmpty else {
            throw CommandFailure(
                "no-field", "“\(words.text[0])” is no field of an item.",
                hint: "Fields: " + Item.schema.fields.map(\.name).joined(separator: ", ") + ".",
                status: .usage)
        }
        let writing = try NounWriting(options)
        try writing.run("set") { draft, view in
            let item = try EntityFinder(view).find(id, [.item])
            var edits = try FieldEdits(.item, view, writing.session.environment)
            try edits.apply(words, to: item, in: &draft)
            return (item, edits.lines)
        }
    }
}
