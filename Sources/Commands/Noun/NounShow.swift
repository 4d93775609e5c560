package import ArgumentParser
internal import Causality
internal import Lattice
internal import ReleaseModel
internal import Replication

/// `rail NOUN show ID`: everything that is known of one.
package struct NounShow<N: Noun>: RailCommand {
    package static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "show", abstract: "Show everything that is known of one.",
            discussion: "Example:  rail \(N.kind.name) show ID")
    }

    @OptionGroup package var options: GlobalOptions
    @Argument(help: "Its id or name.") package var id: String

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        try session.read { view in
            let found = try EntityFinder(view).find(id, [N.kind])
            guard let document = try view.document(found) else { return }
            let facts = EntityPage(view).facts(of: document)
            if session.output.isJSON {
                session.output.envelope(
                    "\(N.kind.name).show", try AsOf(view),
                    .object(
                        [("id", .string(Crockford.text(found)))]
                            + facts.map { ($0.name, .array($0.values.map(JSONValue.string))) }))
                return
            }
            session.output.line(EntityFinder(view).shown(found))
            for fact in facts {
                for (index, value) in fact.values.enumerated() {
                    session.output.line(
                        TextWidth.padded(index == 0 ? fact.name : "", to: 16)
                            + SafeText.line(value))
                }
            }
        }
    }
}
