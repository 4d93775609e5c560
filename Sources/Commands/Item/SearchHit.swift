internal import ReleaseModel

/// A place at which a word was found, and how much that says of the item.
struct SearchHit {
    enum Place: String {
        case title
        case label
        case description
        case comment
    }

    let place: Place
    let score: Int
    /// What stands around the word; all of it for a title and a label.
    let excerpt: String

    /// So many letters before the word, and three times as many from it on, tell what it is about.
    private static let margin = 16

    /// Nil where the word does not stand in the text.
    init?(_ word: FoldedText, in text: String, folded: FoldedText, _ place: Place) {
        guard let start = folded.place(of: word) else { return nil }
        self.place = place
        let isLong = place == .description || place == .comment
        excerpt = isLong ? Self.excerpt(text, around: start) : text
        score = Self.score(folded, word, place)
    }

    /// What is said of the whole item outweighs what is said somewhere of it.
    private static func score(_ text: FoldedText, _ word: FoldedText, _ place: Place) -> Int {
        switch place {
        case .title:
            switch text.standing(of: word) {
            case .word: 8
            case .beginning: 6
            case .within, nil: 4
            }
        case .label: text == word ? 7 : 3
        case .description: 2
        case .comment: 1
        }
    }

    private static func excerpt(_ text: String, around folded: Int) -> String {
        let letters = Array(text)
        // A letter may be folded to two, so the places of both texts are counted side by side.
        var (start, count) = (0, 0)
        while start < letters.count, count < folded {
            count += FoldedText(String(letters[start])).string.count
            start += 1
        }
        let from = max(0, start - margin)
        let to = min(letters.count, start + 3 * margin)
        let words = String(letters[from..<to]).split(whereSeparator: \.isWhitespace)
        return (from > 0 ? "…" : "") + words.joined(separator: " ")
            + (to < letters.count ? "…" : "")
    }
}
