package import ArgumentParser
internal import Causality
internal import ReleaseModel
internal import Replication

/// `rail dup`: items that may be the same.
package struct ItemDuplicates: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "dup",
        abstract: "List items that may be the same.",
        discussion: """
            Titles are compared word by word. Nothing is merged by itself: `rail merge` makes one of two.
            Example:  rail dup
            Example:  rail dup 7f3k
            """)

    @OptionGroup package var options: GlobalOptions
    @Argument(help: "Only those like this item.") package var id: String?

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        try session.read { view in
            let only = try id.map { try ThingFinder(view).find($0, [.item]) }
            let pairs = try SimilarItems(view).pairs().filter {
                only == nil || $0.first == only || $0.second == only
            }
            let names = ThingNames(view)
            if session.output.isJSON {
                let rows = pairs.map { pair in
                    JSONValue.object([
                        ("first", .string(Crockford.text(pair.first))),
                        ("second", .string(Crockford.text(pair.second))),
                        (
                            "titles",
                            .array([pair.first, pair.second].map { .string(names.title($0)) })
                        ),
                        ("likeness", .number(Int64(pair.likeness))),
                    ])
                }
                try session.output.envelope("dup", try AsOf(view), .array(rows))
                return
            }
            var table = Table(["alike", "one", "other", "if they are the same"], flexible: 1)
            for pair in pairs {
                let (old, new) = (pair.first, pair.second)
                table.add([
                    "\(pair.likeness) %", names.title(old), names.title(new),
                    "rail merge \(names.id(new)) --into \(names.id(old))",
                ])
            }
            session.output.table(table)
            if table.isEmpty { session.output.line("no two items look alike") }
        }
    }
}
