package import ArgumentParser
internal import ReleaseModel
internal import Replication

/// `rail conflicts settle`: settle a card everywhere by choosing one of its values.
package struct ConflictSettle: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "settle", abstract: "Settle a card everywhere by choosing one of its values.",
        discussion: "Example:  rail conflicts settle 4k2m --take 2")

    @OptionGroup package var options: WriteOptions
    @Argument(help: "The card's id, at least four characters of it.") package var card: String
    @Option(help: "The number of the value to take, as `show` counts them.") package var take: Int?

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let writer = try Writer(options, surroundings)
        try writer.run("conflicts.settle") { writing in
            let found = try CardText(writing.view, writer.session).find(card)
            let zones = writing.environment.zones
            if let take {
                try writing.draft.settle(found, option: take, zones: zones)
            } else {
                try writing.draft.accept(found, zones: zones)
            }
            writing.say(["settled: \(found.kind.heading)"], of: found.subjects[0])
        }
    }
}
