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
            let text = CardText(view, session)
            if session.output.isJSON {
                session.output.envelope(
                    "conflicts.list", try AsOf(view), .array(try cards.map(text.json)))
                return
            }
            var table = Table(["card", "about", "what", "settle with"], flexible: 1)
            for card in cards {
                let what = card.kind.heading + (card.field.map { " · \($0)" } ?? "")
                table.add([
                    String(Crockford.text(card.id).prefix(6)), try text.name(card.subjects[0]),
                    what, text.settle(card),
                ])
            }
            session.output.table(table)
            if table.isEmpty { session.output.line("no conflicts") }
        }
    }
}
