package import ArgumentParser
internal import Causality
internal import ReleaseModel
internal import Replication

/// `rail NOUN new`: make a new one.
package struct NounNew<N: Noun>: ParsableCommand {
    package static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "new", abstract: "Make a new one.", discussion: "Example:  \(N.example)")
    }

    @OptionGroup package var options: GlobalOptions
    @Argument(parsing: .allUnrecognized, help: "The name, then field:value pairs and +labels.")
    package var words: [String]

    package init() {}

    package func run() throws {
        let writing = try NounWriting(options)
        let words = try ItemWords(words, fields: N.schema.fields)
        let title = words.text.joined(separator: " ")
        guard !title.isEmpty else {
            throw CommandFailure(
                "no-name", "A \(N.kind.name) needs a name.", hint: N.example, status: .usage)
        }
        guard let id = EntityID(bytes: writing.session.environment.random(EntityID.byteCount))
        else { return }
        try writing.run("\(N.kind.name).new") { draft, view in
            try draft.create(N.kind, id)
            var edits = try FieldEdits(N.kind, view, writing.session.environment)
            try edits.title(title, of: id, in: &draft)
            try edits.apply(words, to: id, in: &draft)
            return (id, edits.lines)
        }
    }
}
