/// The words of one line of Markdown, without its marks: links by their text, no emphasis, no code ticks.
enum PlainMarkdown {
    static func text(_ line: String) -> String {
        var plain = ""
        var rest = Substring(line)
        while let character = rest.popFirst() {
            switch character {
            case "\\":
                if let next = rest.first, next.isPunctuation || next.isSymbol {
                    plain.append(next)
                    rest.removeFirst()
                } else {
                    plain.append(character)
                }
            case "*", "`": continue
            case "_" where !isInside(plain.last, rest.first): continue
            case "!" where rest.first == "[": continue
            case "[":
                guard let end = closing(rest) else {
                    plain.append(character)
                    continue
                }
                plain += text(String(rest[..<end]))
                rest = rest[rest.index(after: end)...]
                dropTarget(&rest)
            default: plain.append(character)
            }
        }
        return plain
    }

    /// An underscore between letters is part of a word.
    private static func isInside(_ before: Character?, _ after: Character?) -> Bool {
        let isWord = { (character: Character?) in
            character.map { $0.isLetter || $0.isNumber } ?? false
        }
        return isWord(before) && isWord(after)
    }

    private static func closing(_ rest: Substring) -> Substring.Index? {
        guard let end = rest.firstIndex(of: "]"), !rest[..<end].contains("[") else { return nil }
        return end
    }

    /// What a link points at: `(address)` or `[name]`, directly behind its text.
    private static func dropTarget(_ rest: inout Substring) {
        let pairs: [Character: Character] = ["(": ")", "[": "]"]
        guard let first = rest.first, let last = pairs[first],
            let end = rest.firstIndex(of: last)
        else { return }
        rest = rest[rest.index(after: end)...]
    }
}
