package import ArgumentParser
internal import ReleaseModel
internal import Replication
internal import SQLiteStorage

/// `rail context def`: give a filter a name.
package struct ContextDefine: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "def", abstract: "Give a filter a name, or a name another filter.",
        discussion: """
            The filter is one of items, in the language of `rail ls`: rail help filters.
            Example:  rail context def mobile 'team:nova (+ios or +android)'
            """)

    @OptionGroup package var options: GlobalOptions
    @Argument(help: "Letters, digits and dashes.") package var name: String
    @Argument(parsing: .allUnrecognized, help: "The filter.") package var words: [String] = []

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        try Self.expect(name)
        let replica = try session.open(.readOnly)
        let text = try FilterText.joined(words, FilterVocabulary(Item.schema))
        let filter = try replica.read {
            try ListFilter(text: text, Item.schema, $0, session.environment)
        }
        guard filter.expression != nil, !text.contains(where: \.isNewline) else {
            throw CommandFailure(
                "no-filter", "The context “\(name)” would narrow nothing.",
                hint: "As in: rail context def \(name) '+ios or +android'", status: .usage)
        }
        let context = NamedContext(name: name, filter: text)
        try ContextStore(replica).define(context)
        if session.output.isJSON {
            try session.output.envelope("context.def", nil, context.json)
        } else {
            session.output.text(context.line)
            session.output.line("use it: rail context use \(name)")
        }
    }

    private static func expect(_ name: String) throws {
        let isName =
            name.first?.isLetter == true && name.count <= ContextStore.nameLengthMax
            && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
        guard isName, name != "none" else {
            throw CommandFailure(
                "invalid-name", "“\(TextRules.shown(name))” is no name for a context.",
                hint: "Letters, digits and dashes, \(ContextStore.nameLengthMax) at most.",
                status: .usage)
        }
    }
}
