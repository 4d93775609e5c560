import ProcessKit
import SimulationKit

/// Writes a page's answers anew, and keeps its names: an id that stands on the page stays, a new one gets a
/// name that no run will draw again.
struct Scribe {
    private let transcript: Transcript
    private let story: Story
    private var likeness = Likeness()
    private var identifiers: [Substring] = []
    private var chance = SplitMix64(seed: 0x5eed)
    /// What stands on the page already and may not come to mean a second thing.
    private var taken: Set<Substring>

    init(_ transcript: Transcript) throws {
        self.transcript = transcript
        story = try Story()
        taken = Set(transcript.lines.flatMap { Likeness.tokens($0).map { $0.text.prefix(4) } })
    }

    mutating func answers() throws -> [[String]] {
        try transcript.steps.map { step in
            let command = likeness.played(step.command)
            let lines = try story.type(command.asPlayed, as: step.who)
            if likeness.takes(lines, for: step) { return step.answer }
            for (line, expected) in zip(lines, step.answer) {
                _ = likeness.takes(line, for: expected)
            }
            try learnIdentifiers()
            for line in lines { name(line) }
            return lines.map { likeness.written($0) }
        }
    }

    /// What things are called in this run, so that an id that looks like a word is found as well.
    private mutating func learnIdentifiers() throws {
        let tables = [
            "workspace", "person", "team", "item", "edge", "service", "train", "\\\"release\\\"",
            "milestone", "freeze", "calendar_entry", "series", "card", "request",
        ]
        let query = tables.map { "SELECT id FROM \($0)" }.joined(separator: " UNION ")
        for place in story.places.values {
            let outcome = try place.run("rail sql --plain-value \"\(query)\"")
            guard outcome.status == 0 else { continue }
            for line in outcome.lines where !identifiers.contains(Substring(line)) {
                identifiers.append(Substring(String(line)))
            }
        }
    }

    private mutating func name(_ line: String) {
        for token in Likeness.tokens(line) where !likeness.knows(token.text) {
            let text = token.text
            let full = identifiers.first { text.count >= 4 && $0.hasPrefix(text) }
            if let full {
                likeness.bind(identifier(full).prefix(text.count), to: text)
            } else if token.isPort {
                likeness.bind("7117", to: text)
            } else if token.isDigest {
                likeness.bind(draw(text.count, "0123456789abcdef"), to: text)
            }
        }
    }

    /// The name of a thing on the page, the same for each length of its beginning.
    private mutating func identifier(_ full: Substring) -> Substring {
        for length in 4...26 {
            if let known = likeness.sample(of: full.prefix(length)) {
                return known + draw(26 - known.count, "0123456789abcdefghjkmnpqrstvwxyz")
            }
        }
        return draw(26, "0123456789abcdefghjkmnpqrstvwxyz")
    }

    /// Characters that begin with a digit and a letter, so that nobody takes them for a word or a number.
    private mutating func draw(_ count: Int, _ digits: String) -> Substring {
        let digits = Array(digits)
        while true {
            var text = ""
            while text.count < count {
                switch text.count {
                case 0: text.append(chance.pick(Array(digits.prefix(10))))
                case 1: text.append(chance.pick(Array(digits.dropFirst(10))))
                default: text.append(chance.pick(digits))
                }
            }
            if taken.insert(text.prefix(4)).inserted { return text[...] }
        }
    }
}
