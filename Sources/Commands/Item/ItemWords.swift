package import ReleaseModel

/// What people write after a verb: text, `field:value` pairs, `+label`, `-label`.
package struct ItemWords: Sendable {
    package private(set) var text: [String] = []
    package private(set) var fields: [(name: String, value: String)] = []
    package private(set) var added: [String] = []
    package private(set) var removed: [String] = []

    /// Reads words; a pair counts as one only if the field exists, so that “Fix: crash” stays text.
    package init(_ words: [String], fields known: [FieldDefinition]) throws {
        for word in words {
            if word.hasPrefix("--") {
                throw CommandFailure(
                    "unknown-option", "There is no option \(word).",
                    hint: "`--help` lists what there is.", status: .usage)
            }
            if word.count > 1, word.first == "+" {
                added.append(String(word.dropFirst()))
            } else if word.count > 1, word.first == "-" {
                removed.append(String(word.dropFirst()))
            } else if let colon = word.firstIndex(of: ":"), colon != word.startIndex,
                known.contains(where: { $0.name == word[..<colon] })
            {
                fields.append(
                    (String(word[..<colon]), String(word[word.index(after: colon)...])))
            } else {
                text.append(word)
            }
        }
    }
}
