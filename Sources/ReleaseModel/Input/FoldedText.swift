/// A text as it is looked for where case does not matter, in any script: `Straße` is `STRASSE`.
package struct FoldedText: Hashable, Sendable {
    package let string: String
    /// Whether bytes alone say what is alike; else letters may be written in several ways.
    package let isASCII: Bool

    package init(_ text: some StringProtocol) {
        isASCII = text.utf8.allSatisfy { $0 < 0x80 }
        // Some letters have several small forms of one large one, and some a large form of two letters.
        let folded = isASCII ? text.lowercased() : text.uppercased().lowercased()
        string = folded
    }

    /// How many letters stand before the first place of another text in this one; nil where it stands nowhere.
    package func place(of other: FoldedText) -> Int? {
        guard !other.string.isEmpty else { return nil }
        guard isASCII, other.isASCII else {
            guard let range = string.firstRange(of: other.string) else { return nil }
            return string.distance(from: string.startIndex, to: range.lowerBound)
        }
        let (all, part) = (Array(string.utf8), Array(other.string.utf8))
        guard part.count <= all.count else { return nil }
        return (0...all.count - part.count).first { start in
            all[start] == part[0] && all[start..<start + part.count].elementsEqual(part)
        }
    }

    /// How a text stands in this one: as a word, at the beginning of one, or within one; nil where it does not.
    package func standing(of other: FoldedText) -> Standing? {
        var best: Standing?
        var rest = string[...]
        while let range = rest.firstRange(of: other.string), !range.isEmpty {
            let begins =
                range.lowerBound == string.startIndex
                || !Self.isOfWord(string[string.index(before: range.lowerBound)])
            let ends =
                range.upperBound == string.endIndex || !Self.isOfWord(string[range.upperBound])
            let found: Standing = begins ? (ends ? .word : .beginning) : .within
            best = max(best ?? found, found)
            guard best != .word else { break }
            rest = string[string.index(after: range.lowerBound)...]
        }
        return best
    }

    /// From least to most.
    package enum Standing: Int, Comparable, Sendable {
        case within
        case beginning
        case word

        package static func < (left: Standing, right: Standing) -> Bool {
            left.rawValue < right.rawValue
        }
    }

    private static func isOfWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber
    }
}
