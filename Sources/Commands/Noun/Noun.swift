package import ArgumentParser
package import ReleaseModel

/// A kind of entity as a noun of the command line; the verbs that all nouns share are generic over it.
package protocol Noun: ParsableCommand {
    static var kind: EntityKind { get }
    /// What one is, for help: "a team with its zone".
    static var about: String { get }
    /// A complete command that makes one.
    static var example: String { get }
    /// The fields whose values a list shows beside the title.
    static var listed: [FieldDefinition] { get }
    /// Verbs that only this noun has.
    static var furtherVerbs: [any ParsableCommand.Type] { get }
}

extension Noun {
    package static var furtherVerbs: [any ParsableCommand.Type] { [] }

    package static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: kind.name, abstract: "\(about).", discussion: "Example:  \(example)",
            subcommands: [
                NounNew<Self>.self, NounList<Self>.self, NounShow<Self>.self,
                NounSet<Self>.self, NounRename<Self>.self, NounMove<Self>.self,
                NounArchive<Self>.self,
            ] + furtherVerbs)
    }

    static var schema: EntitySchema { Schema.of(kind) }
}
