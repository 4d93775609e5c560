package import ArgumentParser
internal import Causality
internal import Lattice
internal import ReleaseModel
internal import Replication

/// `rail history`: what happened to one thing, in the order in which it was written.
package struct HistoryStory: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "history", abstract: "Tell what happened to one thing, the oldest first.",
        discussion: """
            Comments and reasons are told in full, relations among items too. --diff shows each value \
            before and since below each other, and what an edit of a text put in and took out.
            Example:  rail history 7f3k
            Example:  rail history 7f3k --diff --since 2w
            """)

    @OptionGroup package var options: GlobalOptions
    @Flag(help: "Show what went and what came, in full.") package var diff = false
    @Option(help: "Only what was written since then: \(PastPoint.examples).")
    package var since: String?
    @Argument(help: "The item or other thing.") package var id: String

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        try session.read { view in
            let finder = ThingFinder(view)
            let found = try finder.survivor(of: try finder.find(id, EntityKind.allCases))
            let since = try since.map { try PastPoint($0, session.environment).start } ?? 0
            let entries = try ChangeLines(
                view, only: try Self.subjects(of: found, view), isWhole: diff
            ).entries(limit: .max, sinceMilliseconds: since)
                .sorted { ($0.milliseconds, $0.dot) < ($1.milliseconds, $1.dot) }
            if session.output.isJSON {
                let origins = try ChangeOrigins(view)
                let rows = try entries.map { entry in
                    entry.json(adding: [
                        ("here", .bool(try origins.isHere(entry.dot))),
                        ("sent", .bool(try origins.isSent(entry.dot))),
                    ])
                }
                try session.output.envelope("history", try AsOf(view), .array(rows))
                return
            }
            let people = Set(entries.map(\.author)).count
            session.output.text(
                ThingNames(view).full(found)
                    + (entries.isEmpty
                        ? ": nothing was written since"
                        : ": \(Counted(entries.count, "change")) by \(people == 1 ? "one person" : "\(people) people")")
            )
            for entry in entries {
                if diff {
                    entry.printDifferences(session, naming: entry.things.map(\.id) != [found])
                } else {
                    entry.printWords(session, of: found)
                }
            }
        }
    }

    /// The thing, and what relates it to others.
    private static func subjects(of id: EntityID, _ view: ReplicaView) throws -> Set<EntityID> {
        let rows = try view.query(
            "SELECT id FROM edge WHERE from_item = ?1 OR to_item = ?1",
            [.text(Crockford.text(id))])
        return Set([id] + rows.compactMap { $0.text("id").flatMap(ReplicaView.identifier) })
    }
}
