package import ArgumentParser
internal import Causality
internal import ReleaseModel
internal import Replication

/// `rail NOUN new`: make a new one.
package struct NounNew<N: Noun>: RailCommand {
    package static var configuration: CommandConfiguration {
        CommandConfiguration(
            verb: "new", abstract: "Make a new one.",
            discussion: """
                Fields: \(N.schema.own.map(\.name).joined(separator: ", ")).
                Example:  \(N.example)
                """)
    }

    @OptionGroup package var options: WriteOptions
    @Argument(parsing: .allUnrecognized, help: "The name, then field:value pairs and +labels.")
    package var words: [String] = []

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let words = try FieldWords(
            words, noun: N.kind.name, fields: N.schema.fields.map(\.name))
        try NewThing(N.kind, words, hint: N.example).make(
            as: N.answer("new"), by: try Writer(options, surroundings))
    }
}
