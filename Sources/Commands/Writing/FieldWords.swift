internal import ReleaseModel

/// What people write after a verb: text, `field:value` pairs, `+label`, `-label`.
///
/// A word is a pair where a colon stands inside it, after letters and before something that is no
/// space, slash or colon: `due:fri`, but not `Fix: crash`, `16:00` or `https://...`. A pair whose field
/// does not exist is refused, so that a slip of the finger never ends up in a title; what is meant as text
/// goes after `--`, or into quotes with a space behind its colon.
package struct FieldWords: Sendable {
    package private(set) var text: [String] = []
    package private(set) var fields: [(name: String, value: String)] = []
    package private(set) var added: [String] = []
    package private(set) var removed: [String] = []

    /// Reads words about a thing of some noun, which has these fields.
    package init(_ words: [String], noun: String, fields known: [String]) throws {
        var isLiteral = false
        for word in words {
            if isLiteral {
                text.append(word)
            } else if word == "--" {
                isLiteral = true
            } else if word.hasPrefix("--") {
                throw Self.unknownOption(word)
            } else if word.count > 1, word.first == "+" {
                added.append(String(word.dropFirst()))
            } else if word.count > 1, word.first == "-" {
                removed.append(String(word.dropFirst()))
            } else if let pair = Self.pair(word, known) {
                guard known.contains(pair.name) else {
                    throw Self.unknown(pair.name, noun, known)
                }
                fields.append(pair)
            } else {
                text.append(word)
            }
        }
    }

    /// Refuses words that belong to no field, where only fields make sense.
    package func onlyFields(noun: String, fields known: [String]) throws -> FieldWords {
        guard let word = text.first else { return self }
        throw Self.unknown(word, noun, known)
    }

    static func unknownOption(_ word: String) -> CommandFailure {
        CommandFailure(
            "unknown-option", "There is no option \(TextRules.shown(word)).",
            hint: "`--help` lists what there is; after a lone -- everything is text.",
            status: .usage)
    }

    static func unknown(_ name: String, _ noun: String, _ known: [String]) -> CommandFailure {
        let near = WordChoice(known).near(name)
        let article = "aeiou".contains(noun.prefix(1)) ? "an" : "a"
        return CommandFailure(
            "unknown-field", "“\(TextRules.shown(name))” is no field of \(article) \(noun).",
            hint: (near.isEmpty
                ? "Fields: \(known.joined(separator: ", "))."
                : "Did you mean \(near.joined(separator: " or "))?")
                + " What is no field goes after --.",
            status: .usage)
    }

    /// A word as a field and its value; nil where it is text.
    static func pair(_ word: String, _ known: [String]) -> (name: String, value: String)? {
        guard let colon = word.firstIndex(of: ":") else { return nil }
        let name = word[..<colon].lowercased()
        let value = word[word.index(after: colon)...]
        guard let first = name.unicodeScalars.first, ("a"..."z").contains(first),
            name.unicodeScalars.allSatisfy({ ("a"..."z").contains($0) || $0 == "-" || $0 == "." })
        else { return nil }
        // An empty value clears a field; behind any other word a colon at the end is prose.
        guard let next = value.first else { return known.contains(name) ? (name, "") : nil }
        guard next != " ", next != "/", next != "\\", next != ":" else { return nil }
        return (name, String(value))
    }
}
