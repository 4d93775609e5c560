package import ArgumentParser
internal import Causality
internal import ReleaseModel
internal import Replication

/// `rail next`: what to begin with.
package struct ItemNext: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "next", abstract: "List what is ready, the most urgent first.",
        discussion: """
            Urgency is a sum of named terms; `rail why ID` prints it. Words narrow the list as in `rail ls`.
            Example:  rail next team:nova --limit 3
            """)

    @OptionGroup package var options: GlobalOptions
    @Option(help: "How many, at most.") package var limit = 10
    @Argument(parsing: .allUnrecognized, help: "field:value, +label, -label, words of the title.")
    package var words: [String] = []

    package init() {}

    package func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit takes a number from 1 on.") }
    }

    /// Rows looked at first; more where these do not settle which are the most urgent.
    private static let firstLook = 200
    /// More items than any replica holds; who asks for more gets all.
    private static let limitMax = 1_000_000_000

    private typealias Choice = (id: EntityID, urgency: Urgency, record: Record)

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        try session.read { view in
            let chosen = try choices(view, session)
            if session.output.isJSON {
                let rows = chosen.map { choice in
                    JSONValue.object(
                        OpenItems.json(choice.record) + [("urgency", choice.urgency.json)])
                }
                try session.output.envelope("next", try AsOf(view), .array(rows))
                return
            }
            let names = ThingNames(view)
            var table = Table(
                ["id", "title", "state", "urgency", "because"], flexible: 1, yielding: [4])
            for choice in chosen {
                table.add([
                    names.id(choice.id)
                        + (choice.record.integer("contested") == 1 ? " !" : ""),
                    choice.record.text("title") ?? "", choice.record.text("state") ?? "",
                    String(choice.urgency.sum), choice.urgency.brief,
                ])
            }
            session.output.table(table)
            guard chosen.isEmpty else { return }
            session.output.line(
                words.isEmpty ? ItemReady.nothing : "no item that is ready is like that")
        }
    }

    private func choices(_ view: ReplicaView, _ session: Session) throws -> [Choice] {
        var items = try OpenItems(words, view, session)
        let (sql, arguments) = ItemReady.condition(reader: try OpenItems.reader(view))
        items.require(sql, arguments)
        var reading = try UrgencyReading(view, session.environment)
        let reader = try OpenItems.reader(view)
        let now = Int64(reading.now)
        var count = max(Self.firstLook, 2 * min(limit, Self.limitMax))
        while true {
            let records = try items.highest(
                UrgencyBound.sql(reader: "?1", now: "?2"), [.text(reader), .integer(now)],
                count: count)
            let chosen = choose(records, &reading)
            let isAll = records.count < count
            let bound = records.last?.integer("bound") ?? 0
            if isAll || chosen.count == limit && (chosen.last?.urgency.sum ?? 0) > bound {
                return chosen
            }
            count *= 4
        }
    }

    /// The most urgent of some rows.
    private func choose(_ records: [Record], _ reading: inout UrgencyReading) -> [Choice] {
        let found = records.compactMap { record -> Choice? in
            guard let id = record.text("id").flatMap(ReplicaView.identifier) else { return nil }
            return (id, reading.urgency(of: record), record)
        }
        let sums = found.enumerated().map { (sum: $1.urgency.sum, id: $1.id, place: $0) }
        return sums.sorted { Urgency.isBefore(($0.sum, $0.id), ($1.sum, $1.id)) }
            .prefix(limit).map { found[$0.place] }
    }
}
