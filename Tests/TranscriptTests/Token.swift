/// A piece of a line: a word of letters and digits, or what stands between two words.
struct Token: Equatable {
    let text: Substring
    /// The piece before it, which tells a port from a year.
    let previous: Substring

    /// Blanks between columns: as many as the longest id asks for.
    var isGap: Bool { text.count > 1 && text.allSatisfy { $0 == " " } }

    /// Says whether the word is a name that is drawn anew in every run.
    var isName: Bool { isDigest || isPort || isIdentifier }

    /// Digests, keys and streams, in hexadecimal digits.
    var isDigest: Bool {
        [8, 32, 64].contains(text.count) && hasBoth && text.allSatisfy(\.isHexDigit)
    }

    /// The port of the page, or one that the system drew; `window:2027` is a year.
    var isPort: Bool {
        previous == ":" && (text == "7117" || text.count == 5) && text.allSatisfy(\.isNumber)
    }

    /// Ids and their beginnings, in Crockford's digits.
    private var isIdentifier: Bool {
        (4...26).contains(text.count) && hasBoth && text.allSatisfy(Self.digits.contains)
    }

    private var hasBoth: Bool {
        text.contains(where: \.isNumber) && text.contains(where: \.isLetter)
    }

    private static let digits = Set("0123456789abcdefghjkmnpqrstvwxyz")

    /// Says whether a name of another run may stand where this one stands.
    func canStand(for other: Token) -> Bool {
        if isPort {
            return (4...5).contains(other.text.count) && other.text.allSatisfy(\.isNumber)
        }
        let isLonger = isIdentifier && other.text.count > text.count && other.text.count <= 26
        return (isLonger || other.text.count == text.count)
            && other.text.allSatisfy(Self.digits.contains)
    }
}
