package import ArgumentParser
internal import ReleaseModel
internal import Replication

/// `rail conflicts settle`: settle a card everywhere by choosing one of its values.
package struct ConflictSettle: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "settle", abstract: "Settle a card everywhere by choosing one of its values.",
        discussion: "Example:  rail conflicts settle 4k2m --take 2")

    @OptionGroup package var options: GlobalOptions
    @Argument(help: "The card's id, at least four characters of it.") package var card: String
    @Option(help: "The number of the value to take, as `show` counts them.") package var take: Int?

    package init() {}

    package func run() throws {
        let writing = try NounWriting(options)
        try writing.run("conflicts.settle") { draft, view in
            let found = try CardText(view, writing.session).find(card)
            if let take {
                try draft.settle(found, option: take, zones: writing.session.environment.zones)
            } else {
                try draft.accept(found, zones: writing.session.environment.zones)
            }
            return (found.subjects[0], ["settled: \(found.kind.heading)"])
        }
    }
}
