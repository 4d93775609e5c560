package import ArgumentParser
internal import Causality
internal import Causality
internal import ReleaseModel
internal import Replication

/// `rail ls`: list the backlog.
package struct ItemList: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "ls", abstract: "List the backlog.",
        discussion: """
            Words narrow the list, each of them: a part of the title, +label or -label, field:value or \
            field:a,b for either; field: for those without, has:field for those with; due.before:fri, \
            due.by:fri, due.since:fri and due.after:fri; 'priority>=high' in quotes; blocked:yes, \
            contested:yes, archived:yes; /regex/ over title and description. \
            `or`, `not`, -(...) and '(...)' join them, in one quoted word or in several; \
            Protocol/FILTER.md has the grammar.
            Fields: \(FilterVocabulary.stored(Item.schema).map(\.name).joined(separator: ", ")), created, changed.
            Example:  rail ls state:ready,active +ios -web
            Example:  rail ls assignee:me due.before:2w 'priority>=high'
            Example:  rail ls 'team:nova (priority>=high or +ios) -blocked:yes'
            Example:  rail ls --diff yesterday team:nova
            """)

    @OptionGroup package var options: GlobalOptions
    @Flag(help: "Show done, dropped, merged and archived items too.") package var all = false
    @Option(help: "List what was written to since then, and what differs: \(PastPoint.examples).")
    package var diff: String?
    @OptionGroup package var limit: ListLimit
    @Argument(
        parsing: .allUnrecognized,
        help: "A filter: field:value, +label, -label, words of the title.")
    package var words: [String] = []

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        try session.read { view in
            if let diff { return try differences(since: diff, view, session) }
            let filter = try session.filter(words, Item.schema, view)
            try ItemListing(view, session, isAll: all, limit: limit).answer(filter, "ls")
        }
    }

    /// Also what is finished or archived by now: that it is so is what one wants to know.
    private func differences(
        since text: String, _ view: ReplicaView, _ session: Session
    ) throws {
        let point = try PastPoint(text, session.environment)
        let filter = try session.filter(words, Item.schema, view)
        let all = try ItemDifference(view).lines(sinceMilliseconds: point.start) { id in
            guard filter.expression != nil else { return true }
            return try !view.query(
                "SELECT 1 FROM item WHERE (\(filter.condition)) AND id = ?",
                filter.arguments + [.text(Crockford.text(id))]
            ).isEmpty
        }
        let lines = all.prefix(limit.rows(on: session.output) ?? .max)
        if session.output.isJSON {
            try session.output.envelope("ls.diff", try AsOf(view), .array(lines.map(\.json)))
            return
        }
        let names = ThingNames(view)
        var table = Table(["id", "", "title", "since then"], flexible: 3)
        for line in lines {
            table.add([names.id(line.id), line.kind.rawValue, line.title, line.what])
        }
        session.output.table(table)
        if all.isEmpty { session.output.line("nothing was written to since then") }
        if lines.count < all.count {
            session.output.line("\(lines.count) of \(all.count); --limit \(all.count) shows all")
        }
    }
}
