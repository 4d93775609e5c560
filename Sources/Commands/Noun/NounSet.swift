package import ArgumentParser
internal import ReleaseModel
internal import Replication

/// `rail NOUN set`: change fields of one.
package struct NounSet<N: Noun>: ParsableCommand {
    package static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "set", abstract: "Change fields of one.",
            discussion: "Example:  rail \(N.kind.name) set ID field:value")
    }

    @OptionGroup package var options: GlobalOptions
    @Argument(help: "Its id or name.") package var id: String
    @Argument(parsing: .allUnrecognized, help: "field:value pairs, +labels, -labels.")
    package var words: [String]

    package init() {}

    package func run() throws {
        let writing = try NounWriting(options)
        let words = try ItemWords(words, fields: N.schema.fields)
        guard words.text.isEmpty else {
            throw CommandFailure(
                "no-field", "“\(words.text[0])” is no field of a \(N.kind.name).",
                hint: "Fields: " + N.schema.fields.map(\.name).joined(separator: ", ") + ".",
                status: .usage)
        }
        try writing.run("\(N.kind.name).set") { draft, view in
            let found = try EntityFinder(view).find(id, [N.kind])
            var edits = try FieldEdits(N.kind, view, writing.session.environment)
            try edits.apply(words, to: found, in: &draft)
            return (found, edits.lines)
        }
    }
}
