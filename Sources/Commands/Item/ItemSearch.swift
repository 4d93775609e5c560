package import ArgumentParser
internal import Causality
internal import ReleaseModel
internal import Replication

/// `rail search`: items that say something, wherever they say it.
package struct ItemSearch: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "search", abstract: "Look for words in titles, descriptions, labels and comments.",
        discussion: """
            Each word must stand somewhere in the item; words in one pair of quotes must stand side by \
            side. Case does not matter. What is finished is found too, after what is open and as good.
            Example:  rail search "pay by card" ledger
            """)

    @OptionGroup package var options: GlobalOptions
    @Option(help: "How many, at most.") package var limit = 20
    @Argument(help: "What to look for.") package var text: [String]

    package init() {}

    package func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit takes a number from 1 on.") }
        guard text.contains(where: { !$0.allSatisfy(\.isWhitespace) }) else {
            throw ValidationError("Say what to look for.")
        }
        guard text.count <= ItemSearching.wordsMax else {
            throw ValidationError("Look for \(ItemSearching.wordsMax) words at most.")
        }
    }

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        try session.read { view in
            let words = text.filter { !$0.allSatisfy(\.isWhitespace) }
            var searching = try ItemSearching(words.map { FoldedText($0) }, view)
            let found = try searching.run()
            let rows = try found.prefix(limit).compactMap { found in
                try view.query(
                    "SELECT id, title, state, contested FROM item WHERE n = ?",
                    [.integer(found.row)]
                ).first.map { (found, $0) }
            }
            if session.output.isJSON {
                let answer = rows.map { Self.json($0.0, $0.1, words) }
                try session.output.envelope("search", try AsOf(view), .array(answer))
                return
            }
            let things = ThingNames(view)
            var table = Table(["id", "title", "state", "found in"], flexible: 1, yielding: [3])
            for (found, record) in rows {
                let id = record.text("id").flatMap(ReplicaView.identifier).map(things.id) ?? ""
                table.add([
                    id + (record.integer("contested") == 1 ? " !" : ""),
                    record.text("title") ?? "", record.text("state") ?? "",
                    found.remark?.sentence ?? "",
                ])
            }
            session.output.table(table)
            if rows.isEmpty {
                session.output.line("no item says that")
            } else if found.count > rows.count {
                session.output.line("and \(found.count - rows.count) more: --limit \(found.count)")
            }
        }
    }

    private static func json(
        _ found: ItemSearching.Found, _ record: Record, _ words: [String]
    ) -> JSONValue {
        let places = zip(words, found.hits).map { word, hit in
            JSONValue.object([
                ("word", .string(word)), ("in", .text(hit?.place.rawValue)),
                ("text", .text(hit?.excerpt)),
            ])
        }
        return .object(
            record.columns.map { ($0, JSONValue(record[$0])) } + [
                ("score", .number(Int64(found.score))), ("found", .array(places)),
            ])
    }
}

extension SearchHit {
    /// The title stands beside it already.
    fileprivate var sentence: String {
        place == .title ? place.rawValue : "\(place.rawValue): \(excerpt)"
    }
}
