package import ArgumentParser
internal import Causality
internal import Lattice
internal import ReleaseModel
internal import Replication

/// `rail view def`: give a filter a name for everybody, or a name another filter.
package struct ViewDefine: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "def", abstract: "Give a filter a name that the workspace shares.",
        discussion: """
            The filter is one of items, in the language of `rail ls`: rail help filters. A name that there is \
            gets the new filter.
            Example:  rail view def mobile 'team:nova (+ios or +android)'
            """)

    @OptionGroup package var options: WriteOptions
    @Argument(help: "The name.") package var name: String
    @Argument(parsing: .allUnrecognized, help: "The filter.") package var words: [String] = []

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let text = try FilterText.joined(words, FilterVocabulary(Item.schema))
        try expectName()
        try Writer(options, surroundings).run("view.def") { writing in
            let filter = try ListFilter(text: text, Item.schema, writing.view, writing.environment)
            guard filter.expression != nil else {
                throw CommandFailure(
                    "no-filter", "The view “\(name)” would show everything.",
                    hint: "As in: rail view def \(FilterText.written(name)) '+ios or +android'",
                    status: .usage)
            }
            let value = try writing.value(text, for: View.filter)
            let id: EntityID
            do {
                id = try writing.find(name, .view)
            } catch DomainFailure.notFound {
                guard let made = EntityID(bytes: writing.environment.random(EntityID.byteCount))
                else { return }
                try writing.draft.create(.view, made)
                try writing.draft.set(made, View.name, try writing.value(name, for: View.name))
                writing.say(["name: \(name)"], of: made)
                try Self.set(value, text, of: made, &writing)
                return
            }
            try Self.set(value, text, of: id, &writing)
        }
    }

    private static func set(
        _ value: Value, _ text: String, of id: EntityID, _ writing: inout Writing
    ) throws {
        let old = try writing.draft.existing(id).string(View.filter) ?? ""
        try writing.draft.set(id, View.filter, value)
        writing.say(
            ["filter: " + (old.isEmpty || old == text ? text : "\(old) -> \(text)")], of: id)
    }

    /// A name that is a verb could never be asked for.
    private func expectName() throws {
        let verbs = ViewNoun.configuration.subcommands.map { $0._commandName }
        guard !verbs.contains(name), !name.hasPrefix("-"), !name.isEmpty else {
            throw CommandFailure(
                "invalid-name", "“\(TextRules.shown(name))” is no name for a view.",
                hint: "`rail view \(verbs[0])` and the other verbs keep theirs.", status: .usage)
        }
    }
}
