package import ArgumentParser
internal import Lattice
internal import ReleaseModel
internal import Replication

/// `rail conflicts ack`: say that you have seen a card and leave it for now.
package struct ConflictAcknowledge: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "ack", abstract: "Say that you have seen a card and leave it for now.",
        discussion: "Example:  rail conflicts ack 4k2m")

    @OptionGroup package var options: GlobalOptions
    @Argument(help: "The card's id, at least four characters of it.") package var card: String
    @Option(help: "What you think of it.") package var note = "seen"

    package init() {}

    package func run() throws {
        let writing = try NounWriting(options)
        try writing.run("conflicts.ack") { draft, view in
            let found = try CardText(view, writing.session).find(card)
            if try draft.document(found.id) == nil { try draft.create(.card, found.id) }
            try draft.append(found.id, CardRecord.acknowledged, .text(note))
            return (found.subjects[0], ["acknowledged"])
        }
    }
}
