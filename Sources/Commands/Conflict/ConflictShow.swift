internal import Causality
package import ArgumentParser
internal import ReleaseModel
internal import Replication

/// `rail conflicts show`: both values, who, when, where, what is in force and why.
package struct ConflictShow: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "show", abstract: "Show one card: both values, who, when, why.",
        discussion: "Example:  rail conflicts show 4k2m")

    @OptionGroup package var options: GlobalOptions
    @Argument(help: "The card's id, at least four characters of it.") package var card: String

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        try session.read { view in
            let text = try CardText(view, session)
            let found = try text.find(card)
            if session.output.isJSON {
                try session.output.envelope("conflicts.show", try AsOf(view), try text.json(found))
                return
            }
            for line in try CardPage(card: found, text: text).lines() {
                session.output.line(line)
            }
        }
    }
}
