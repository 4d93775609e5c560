import Foundation

/// Which names on a page stand for which names of this run: ids, digests and ports are drawn anew each time.
///
/// A name stands for one other and no other stands for it, so that a page on which two names are mixed up
/// does not pass. Names of the page contain a letter and a digit, as no word does.
struct Likeness {
    private var actual: [Substring: Substring] = [:]
    private var sample: [Substring: Substring] = [:]

    /// A line of the page as it is typed or expected in this run.
    func played(_ line: String) -> String { Self.replacing(line) { actual[$0] } }

    /// A line of this run as it stands on the page.
    func written(_ line: String) -> String { Self.replacing(line) { sample[$0] } }

    /// Says whether a line of this run is what the page says, and learns the names that are new in it.
    mutating func takes(_ line: String, for expected: String) -> Bool {
        let played = played(expected)
        if let place = played.range(of: "…") {
            return line.hasPrefix(played[..<place.lowerBound])
                && line.hasSuffix(played[place.upperBound...])
        }
        var learned = self
        let ours = Self.tokens(expected)
        let theirs = Self.tokens(line)
        guard ours.count == theirs.count else { return false }
        for (our, their) in zip(ours, theirs) where our != their || our.isName {
            guard learned.learn(our, their) else { return false }
        }
        self = learned
        return true
    }

    /// Says whether an answer of this run is what a page says.
    mutating func takes(_ lines: [String], for step: Transcript.Step) -> Bool {
        guard lines.count == step.answer.count else { return false }
        var learned = self
        var open = lines
        for expected in step.answer {
            let place = open.indices.prefix(step.isOrdered ? 1 : open.count).first {
                learned.takes(open[$0], for: expected)
            }
            guard let place else { return false }
            open.remove(at: place)
        }
        self = learned
        return true
    }

    func knows(_ name: Substring) -> Bool { sample[name] != nil }

    /// The page's name for a name of this run.
    func sample(of name: Substring) -> Substring? { sample[name] }

    private mutating func learn(_ our: Token, _ their: Token) -> Bool {
        if our.isGap, their.isGap { return true }
        if let known = actual[our.text] { return known == their.text }
        guard our.isName, our.canStand(for: their) else { return our.text == their.text }
        guard sample[their.text] == nil else { return false }
        bind(our.text, to: their.text)
        return true
    }

    mutating func bind(_ our: Substring, to their: Substring) {
        actual[our] = their
        sample[their] = our
    }

    private static func replacing(
        _ line: String, _ other: (Substring) -> Substring?
    ) -> String {
        tokens(line).reduce(into: "") { $0 += other($1.text) ?? $1.text }
    }

    static func tokens(_ line: String) -> [Token] {
        var tokens: [Token] = []
        var rest = line[...]
        while let first = rest.first {
            let isWord = isWordly(first)
            // Signs stand alone, blanks together: what is between columns is one piece.
            let isBlank = first == " "
            let text = rest.prefix { isWord ? isWordly($0) : isBlank && $0 == " " }
            let piece = text.isEmpty ? rest.prefix(1) : text
            tokens.append(Token(text: piece, previous: tokens.last?.text ?? ""))
            rest = rest.dropFirst(piece.count)
        }
        return tokens
    }

    private static func isWordly(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber)
    }
}
