internal import Causality
package import ArgumentParser
internal import ReleaseModel
internal import Replication

/// `rail conflicts show`: show one card: the values, who, when, what is in force.
package struct ConflictShow: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "show", abstract: "Show one card: the values, who, when, what is in force.",
        discussion: "Example:  rail conflicts show 4k2m")

    @OptionGroup package var options: GlobalOptions
    @Argument(help: "The card's id, at least four characters of it.") package var card: String

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        try session.read { view in
            let text = CardText(view, session)
            let found = try text.find(card)
            if session.output.isJSON {
                session.output.envelope("conflicts.show", try AsOf(view), try text.json(found))
                return
            }
            let output = session.output
            output.line("\(found.kind.heading): \(found.field ?? "")")
            for subject in found.subjects {
                output.line("  " + SafeText.line(try text.name(subject)))
            }
            for (index, option) in found.options.enumerated() {
                let mark = option.isInForce ? "in force" : "        "
                output.line(
                    SafeText.line(
                        "  \(index + 1). \(mark)  \(try text.value(option, of: found))  by "
                            + "\(try text.author(option)), "
                            + session.local(Int64(clamping: option.stamp.milliseconds))))
            }
            output.line("now: \(found.reading)")
            output.line("settle: " + SafeText.line(text.settle(found)))
        }
    }
}
