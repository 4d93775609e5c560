internal import Causality
internal import ReleaseModel

/// What a write says at its end: the things, what changed of each, and how to undo it.
struct Receipt {
    private struct Part {
        let id: EntityID
        var shown = ""
        let lines: [String]

        var json: [(String, JSONValue)] {
            [
                ("id", .string(Crockford.text(id))), ("short", .string(shown)),
                ("changed", .array(lines.map(JSONValue.string))),
            ]
        }
    }

    /// What a receipt may say to programs.
    static let fields = ["id", "short", "changed", "undo", "dryRun", "more", "remarks"]

    let isTrial: Bool
    var undo: String?
    var remarks: [String] = []
    private(set) var asked: [Writing.Asked] = []
    private var parts: [Part] = []
    private var isEmpty = true

    init(isTrial: Bool) { self.isTrial = isTrial }

    /// Takes over what a write has to say.
    mutating func take(_ writing: Writing) {
        isEmpty = writing.draft.isEmpty
        remarks = writing.remarks
        asked = writing.asked
        parts = writing.parts.map { Part(id: $0.id, lines: $0.lines) }
    }

    var hasParts: Bool { !parts.isEmpty }

    /// Finds how to call the things now: a new one may make identifiers longer.
    mutating func name(by names: ThingNames) {
        for place in parts.indices { parts[place].shown = names.id(parts[place].id) }
    }

    func print(_ schema: String, _ asOf: AsOf?, _ output: Output) throws {
        guard !output.isJSON else {
            do {
                try output.envelope(schema, asOf, json, possible: Self.fields)
            } catch {
                throw written(CommandFailure(error))
            }
            return
        }
        for part in parts {
            let lines = isEmpty ? ["nothing to change"] : part.lines
            output.line(part.shown)
            for line in lines { output.text(line, indent: 2) }
        }
        for remark in remarks { output.text(remark) }
        if isTrial {
            output.line("nothing was written: --dry-run")
        } else if let undo {
            output.line(output.terminal.styled("undo: rail undo \(undo)", .dim))
        }
    }

    /// What jq cannot do with a receipt shows only now, so it is said that the write was made all the same.
    private func written(_ failure: CommandFailure) -> CommandFailure {
        guard let undo, !isTrial else { return failure }
        return CommandFailure(
            failure.code, failure.sentence,
            hint: (failure.hint.map { $0 + "\n" } ?? "")
                + "What was asked is written all the same; undo: rail undo \(undo)",
            status: failure.status, facts: failure.facts + [("undo", .string(undo))])
    }

    /// The first thing stands at the top, where programs that write one thing look; others follow.
    private var json: JSONValue {
        var members = parts.first?.json ?? []
        members += [("undo", .text(undo)), ("dryRun", .bool(isTrial))]
        if parts.count > 1 {
            members.append(("more", .array(parts.dropFirst().map { .object($0.json) })))
        }
        if !remarks.isEmpty {
            members.append(("remarks", .array(remarks.map(JSONValue.string))))
        }
        return .object(members)
    }
}
