internal import ReleaseModel

/// The text of a filter: how the words of a command line become one, and how parts of it are quoted.
enum FilterText {
    /// The words of a command line as one text.
    ///
    /// A shell has taken the quotes away that stood around `team:"Nova Two"` or `"pay by card"`; where a
    /// word with blanks holds nothing of the language behind its head, they are put back. A lone `--`
    /// makes text of all that follows.
    static func joined(_ words: [String], _ vocabulary: FilterVocabulary) throws -> String {
        let end = words.firstIndex(of: "--") ?? words.endIndex
        if let option = words[..<end].first(where: { $0.hasPrefix("--") }) {
            throw FieldWords.unknownOption(option)
        }
        let asked = words[..<end].map { requoted($0, vocabulary) }
        return (asked + words[end...].dropFirst().map(quoted))
            .filter { !$0.isEmpty && $0 != "\"\"" }.joined(separator: " ")
    }

    /// A text as it may stand anywhere: in quotes unless it is plain.
    static func written(_ text: String) -> String { isPlain(text) ? text : quoted(text) }

    static func quoted(_ text: String) -> String {
        "\"" + escaped(text, ["\"", "\\"]) + "\""
    }

    /// A regular expression between its slashes: a slash in it bears a backslash, and nothing else changes.
    static func delimited(_ source: String) -> String { escaped(source, ["/"]) }

    static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace
    }

    private static func escaped(_ text: String, _ signs: Set<Unicode.Scalar>) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if signs.contains(scalar) { escaped.append("\\") }
            escaped.append(scalar)
        }
        return String(escaped)
    }

    private static func isPlain(_ text: String) -> Bool {
        guard FilterToken.Kind(word: text) == nil, let first = text.unicodeScalars.first else {
            return false
        }
        return isLetter(first)
            && text.unicodeScalars.allSatisfy { isLetter($0) || $0 == "-" || $0 == "_" }
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
    }

    private static func requoted(_ word: String, _ vocabulary: FilterVocabulary) -> String {
        let scalars = Array(word.unicodeScalars)
        guard scalars.contains(where: isBlank),
            !scalars.contains(where: { "\"()".unicodeScalars.contains($0) })
        else { return word }
        let parts = scalars.split(whereSeparator: isBlank)
        guard let first = parts.first, first.startIndex == 0, !isFilter(parts, vocabulary) else {
            return word
        }
        var head = 0
        if first.count > 1, first[0] == "+" || first[0] == "-" { head = 1 }
        if let field = FilterHead(scalars, at: head, vocabulary) {
            head = field.end
            // What stands apart from a colon is no value of it.
            if head < scalars.count, isBlank(scalars[head]) { return word }
        }
        return text(scalars[..<head]) + quoted(text(scalars[head...]))
    }

    /// Says whether the parts of a word between blanks are more than one text or one value.
    private static func isFilter(
        _ parts: [ArraySlice<Unicode.Scalar>], _ vocabulary: FilterVocabulary
    ) -> Bool {
        guard let first = parts.first else { return false }
        if first.first == "/" || FilterToken.Kind(word: text(first)) != nil { return true }
        let hasHead = FilterHead(Array(first), at: 0, vocabulary) != nil
        if hasHead, parts.dropLast().contains(where: { $0.last == "," }) { return true }
        // A comparison that blanks stand around is a slip, and is told as one.
        let isSpaced = zip(parts, parts.dropFirst()).contains { name, sign in
            vocabulary.contains(text(name).lowercased()) && FilterLexer.signs.contains(text(sign))
        }
        return isSpaced || parts.dropFirst().contains { isLanguage(Array($0), vocabulary) }
    }

    /// Says whether a part of a word can only be meant as a part of a filter.
    private static func isLanguage(
        _ part: [Unicode.Scalar], _ vocabulary: FilterVocabulary
    ) -> Bool {
        if FilterToken.Kind(word: text(part[...])) != nil { return true }
        if part.count > 1, ["+", "-", "/"].contains(part[0]) { return true }
        return FilterHead(part, at: 0, vocabulary) != nil
    }

    static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(scalars))
    }
}
