package import ArgumentParser
internal import Causality
internal import Lattice
internal import ReleaseModel
internal import Replication

/// `rail view NAME`: the items of a view.
package struct ViewRun: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "run", abstract: "List the items of a view; words narrow it further.",
        discussion: """
            `run` may be left out.
            Example:  rail view mobile
            Example:  rail view mobile state:active --json=id,title
            """)

    @OptionGroup package var options: GlobalOptions
    @Flag(help: "Show done, dropped, merged and archived items too.") package var all = false
    @OptionGroup package var limit: ListLimit
    @Argument(help: "The view's name, or its id.") package var name: String
    @Argument(parsing: .allUnrecognized, help: "Further words of a filter.")
    package var words: [String] = []

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        try session.read { view in
            let found = try NamedView(view).find(name)
            guard let document = try view.document(found) else { return }
            let text = document.string(View.filter) ?? ""
            let title = document.title ?? name
            session.output.narrowed(byView: NamedContext(name: title, filter: text))
            var filter = try session.filter(words, Item.schema, view)
            do {
                filter.narrow(
                    by: try ListFilter(text: text, Item.schema, view, session.environment))
            } catch {
                let failure = CommandFailure(error)
                throw CommandFailure(
                    "view", "The view “\(title)” cannot be read: \(failure.sentence)",
                    hint: "Give it another filter: rail view def \(FilterText.written(title)) ...",
                    status: failure.status)
            }
            try ItemListing(view, session, isAll: all, limit: limit).answer(filter, "view")
        }
    }
}
