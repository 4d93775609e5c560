package import ArgumentParser
internal import Causality
internal import ReleaseModel
internal import Replication

/// `rail why`: what an item's readiness and urgency were computed from.
package struct ItemWhy: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "why", abstract: "Say why an item is ready or blocked, and how urgent it is.",
        discussion: """
            Urgency is the sum of the terms that are listed; dates count by your clock and zone.
            Example:  rail why 7f3k
            """)

    @OptionGroup package var options: GlobalOptions
    @Argument(help: "The item's id, at least four characters of it.") package var id: String

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        try session.read { view in
            let finder = ThingFinder(view)
            let named = try finder.find(id, [.item])
            let item = try finder.survivor(of: named)
            guard let answer = try WhyAnswer(item, view, session.environment) else { return }
            if session.output.isJSON {
                try session.output.envelope(
                    "why", try AsOf(view),
                    .object(
                        [("askedFor", .string(Crockford.text(named)))] + answer.json))
                return
            }
            if item != named {
                let names = ThingNames(view)
                session.output.text("\(names.id(named)) was merged into \(names.full(item))")
            }
            answer.print(to: session.output)
        }
    }
}
