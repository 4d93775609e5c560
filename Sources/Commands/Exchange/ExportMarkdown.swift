package import ArgumentParser
internal import Causality
internal import Lattice
internal import Projection
internal import ReleaseModel
internal import Replication

/// `rail export md`: the backlog as a page to read, to paste or to keep beside the code.
package struct ExportMarkdown: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "md", abstract: "Write the backlog as a page of Markdown.",
        discussion: """
            Items stand below their state, each with a box, what a list shows of it, its acceptance checks \
            and what it waits for; --long adds descriptions. Another kind is a table of its fields. What is \
            done or put away is left out unless a word asks for it; --all writes it too.
            Example:  rail export md team:nova > nova.md
            Example:  rail export md --kind milestone > milestones.md
            """)

    @OptionGroup package var options: GlobalOptions
    @Option(help: "The kind: item, release, team ...") package var kind = "item"
    @Flag(help: "Write descriptions too.") package var long = false
    @Flag(help: "Write what is done, dropped or archived too.") package var all = false
    @OptionGroup package var since: SinceOption
    @Argument(parsing: .allUnrecognized, help: "A filter, as for `rail ls`.")
    package var words: [String] = []

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        let kind = try ExportKind.named(kind)
        try session.read { view in
            let documents = try documents(kind, view, session)
            let page =
                kind == .item
                ? BacklogPage(view, isLong: long).lines(documents)
                : try MarkdownColumns(Schema.of(kind), view).lines(documents)
            for line in page {
                session.output.line(
                    session.output.terminal.isInteractive ? SafeText.line(line) : line)
            }
        }
    }

    private func documents(
        _ kind: EntityKind, _ view: ReplicaView, _ session: Session
    ) throws -> [Document] {
        var filter = try ListFilter(words, Schema.of(kind), view, session.environment)
        if !all {
            if !filter.names(SharedFields.archived) { filter.require("archived = 0") }
            if kind == .item, !filter.names(Item.state) { filter.require(Backlog.unfinished) }
        }
        let changed = try since.changed(view, session)
        let order = kind == .item ? "rank IS NULL, rank, id" : "id"
        return try view.query(
            """
            SELECT id FROM "\(TypedTable.name(of: kind))" WHERE \(filter.condition) ORDER BY \(order)
            """, filter.arguments
        ).compactMap { record in
            guard let id = record.text("id").flatMap(ReplicaView.identifier),
                changed?.contains(id) ?? true
            else { return nil }
            return try view.document(id)
        }
    }
}
