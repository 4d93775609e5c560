package import ArgumentParser
internal import Causality
internal import ReleaseModel
internal import Replication

/// `rail NOUN show ID`: everything that is known of one.
package struct NounShow<N: Noun>: RailCommand {
    package static var configuration: CommandConfiguration {
        CommandConfiguration(
            verb: "show", abstract: "Show everything that is known of one.",
            discussion: "Example:  \(N.typed("show")) 7f3k")
    }

    @OptionGroup package var options: GlobalOptions
    @Argument(help: "Its id, at least four characters of it, or its name.") package var id: String

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        try session.read { view in
            let finder = ThingFinder(view)
            let named = try finder.find(id, [N.kind])
            let found = try finder.survivor(of: named)
            guard let document = try view.document(found) else { return }
            let facts = try ThingPage(view, session).facts(of: document)
            if session.output.isJSON {
                try session.output.envelope(
                    N.answer("show"), try AsOf(view),
                    .object(
                        [
                            ("id", .string(Crockford.text(found))),
                            ("askedFor", .string(Crockford.text(named))),
                        ]
                            + facts.map { ($0.name, .array($0.values.map(JSONValue.string))) }),
                    possible: (document.schema.map(EntityPage.fields(of:)) ?? []).map(\.name))
                return
            }
            let names = ThingNames(view)
            if found != named {
                session.output.text("\(names.id(named)) was merged into \(names.full(found))")
            }
            session.output.line(names.id(found))
            for fact in facts { Self.print(fact, session.output) }
        }
    }

    /// The name stands before the first line of its values, all of which begin below each other.
    private static func print(_ fact: EntityPage.Fact, _ output: Output) {
        let width = 16
        let room = output.terminal.width.map { max(20, $0 - width) } ?? .max
        let lines = fact.values.flatMap {
            $0.split(separator: "\n", omittingEmptySubsequences: false)
        }.flatMap { TextWidth.wrapped(SafeText.line(String($0)), to: room) }
        for (index, line) in lines.enumerated() {
            let name = TextWidth.padded(index == 0 ? fact.name : "", to: width)
            output.line(index > 0 && line.isEmpty ? "" : name + line)
        }
    }
}
