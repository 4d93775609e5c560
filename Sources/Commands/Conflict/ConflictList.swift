package import ArgumentParser
internal import Causality
internal import ReleaseModel
internal import Replication

/// `rail conflicts list`: list open cards.
package struct ConflictList: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "list", abstract: "List open cards.",
        discussion: "Example:  rail conflicts list --json")

    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        try session.read { view in
            let cards = try view.cards()
            let text = try CardText(view, session)
            if session.output.isJSON {
                try session.output.envelope(
                    "conflicts.list", try AsOf(view), .array(try cards.map(text.json)))
                return
            }
            for card in cards {
                let (head, settle) = try lines(card, text)
                let width = session.output.terminal.width
                session.output.line(
                    SafeText.line(
                        width.map { TextWidth.fitted(head, to: $0, ascii: options.ascii) } ?? head))
                session.output.line(SafeText.line(settle))
            }
            session.output.line(
                cards.isEmpty ? "no conflicts" : "both sides of one: rail conflicts show CARD")
        }
    }

    private func lines(_ card: Card, _ text: CardText) throws -> (head: String, settle: String) {
        let name = text.name(card)
        let seen = try text.acknowledgements(of: card).isEmpty ? "" : " (seen)"
        let indent = String(repeating: " ", count: TextWidth.of(name))
        return (
            "\(name)  \(text.heading(card)): \(try text.name(card.subjects[0]))\(seen)",
            "\(indent)  settle: \(try text.short(card.settle, of: card))"
        )
    }
}
