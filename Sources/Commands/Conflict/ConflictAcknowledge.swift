package import ArgumentParser
internal import Lattice
internal import ReleaseModel
internal import Replication

/// `rail conflicts ack`: say that you have seen a card and leave it for now.
package struct ConflictAcknowledge: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "ack", abstract: "Say that you have seen a card and leave it for now.",
        discussion: "Example:  rail conflicts ack 4k2m --note \"Asked the team\"")

    @OptionGroup package var options: WriteOptions
    @Argument(help: "The card's id, at least four characters of it.") package var card: String
    @Option(help: "What you think of it.") package var note = "seen"

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let writer = try Writer(options, surroundings)
        try writer.run("conflicts.ack") { writing in
            let found = try CardText(writing.view, writer.session).find(card)
            let note = try writing.value(note, for: CardRecord.acknowledged)
            try writing.draft.acknowledge(found, note)
            writing.say(["acknowledged: \(found.kind.heading)"], of: found.subjects[0])
        }
    }
}
