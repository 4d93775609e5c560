package import ArgumentParser
internal import Causality
internal import Lattice
internal import ReleaseModel
internal import Replication

/// Takes things one step, all of them in one change.
package struct StepCommand<S: Step>: RailCommand {
    package static var configuration: CommandConfiguration {
        CommandConfiguration(
            verb: S.name, abstract: S.about,
            discussion: "Example:  \(S.typed) 7f3k --reason \"As agreed on Monday\"")
    }

    @OptionGroup package var options: WriteOptions
    @Option(help: "Why.") package var reason: String?
    @Argument(help: "Ids, at least four characters each, or names.") package var ids: [String]

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let writer = try Writer(options, surroundings)
        try writer.run(schema, reason: reason) { writing in
            let reason = try reason.flatMap {
                try writing.value($0, for: SharedFields.notes).string
            }
            for id in ids {
                let found = try writing.find(id, S.kind)
                let before = Self.state(try writing.draft.existing(found))
                var attempt = writing.draft
                do {
                    try S.take(found, reason: reason, in: &attempt)
                } catch DomainFailure.asked(let ask) {
                    try writing.ask(ask, reason: reason)
                    continue
                }
                writing.draft = attempt
                let after = Self.state(try writing.draft.existing(found))
                writing.say(
                    [
                        before == after
                            ? "\(S.field.name): \(after)" : "\(S.field.name): \(before) -> \(after)"
                    ], of: found)
            }
        }
    }

    private var schema: String { S.kind == .item ? S.name : "\(S.kind.name).\(S.name)" }

    private static func state(_ document: Document) -> String {
        guard let value = document.value(S.field) else {
            if case .brake(let order) = S.field.kind { return order.values.last?.string ?? "" }
            return ""
        }
        return FieldOutput().text(value, for: S.field)
    }
}
