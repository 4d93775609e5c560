package import ArgumentParser
package import ReleaseModel

/// A kind of entity as a noun of the command line; the verbs that all nouns share are generic over it.
package protocol Noun: ParsableCommand {
    static var kind: EntityKind { get }
    /// What one is, for help: "a team with its zone".
    static var about: String { get }
    /// A complete command that makes one.
    static var example: String { get }
    /// What `set` may be given, for help: `owner:me`.
    static var change: String { get }
    /// The fields whose values a list shows beside the title.
    static var listed: [FieldDefinition] { get }
    /// The fields that say when or where one is: those that `move` changes.
    static var place: [FieldDefinition] { get }
    static var verbs: [any ParsableCommand.Type] { get }
    /// Verbs that only this noun has.
    static var furtherVerbs: [any ParsableCommand.Type] { get }
}

extension Noun {
    package static var furtherVerbs: [any ParsableCommand.Type] { [] }

    package static var verbs: [any ParsableCommand.Type] {
        [
            NounNew<Self>.self, NounList<Self>.self, NounShow<Self>.self, NounSet<Self>.self,
            NounRename<Self>.self, NounMove<Self>.self, NounArchive<Self>.self,
        ]
    }

    package static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: kind.name, abstract: "\(about).", discussion: "Example:  \(example)",
            subcommands: verbs + furtherVerbs)
    }

    static var schema: EntitySchema { Schema.of(kind) }

    /// How a verb is typed: most verbs of items need no noun.
    static func typed(_ verb: String) -> String {
        kind == .item && verb != "rename" && verb != "list"
            ? "rail \(verb)" : "rail \(kind.name) \(verb)"
    }

    /// What the answers of a verb are called.
    static func answer(_ verb: String) -> String {
        kind == .item ? verb : "\(kind.name).\(verb)"
    }
}
