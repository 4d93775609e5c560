package import ArgumentParser
internal import ReleaseModel
internal import Replication

/// `rail NOUN set`: change fields and labels of one.
package struct NounSet<N: Noun>: RailCommand {
    package static var configuration: CommandConfiguration {
        CommandConfiguration(
            verb: "set", abstract: "Change fields and labels of one.",
            discussion: """
                A set field takes additions and removals: scope:a,-b. An empty value clears a field.
                Fields: \(N.schema.fields.map(\.name).joined(separator: ", ")).
                Example:  \(N.typed("set")) 7f3k \(N.change)
                """)
    }

    @OptionGroup package var options: WriteOptions
    @Argument(help: "Its id, at least four characters of it, or its name.") package var id: String
    @Argument(parsing: .allUnrecognized, help: "field:value pairs, +labels, -labels.")
    package var words: [String] = []

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        try FieldChange(N.self, verb: "set", id: id, words, among: N.schema.fields)
            .run(try Writer(options, surroundings))
    }
}
