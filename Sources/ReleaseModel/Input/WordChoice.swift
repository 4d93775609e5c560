/// One of a few words, as people type it: in any case, shortened, or nearly right.
package struct WordChoice: Sendable {
    package let words: [String]

    package init(_ words: [String]) { self.words = words }

    /// The word that is meant: the same one, or the only one that begins so.
    package func match(_ text: some StringProtocol) -> String? {
        let typed = text.lowercased()
        if let word = words.first(where: { Array($0.utf8) == Array(typed.utf8) }) { return word }
        let longer = words.filter { $0.hasPrefix(typed) }
        return longer.count == 1 && !typed.isEmpty ? longer.first : nil
    }

    /// The words that are at most two slips of the finger away, nearest first.
    package func suggestions(
        for text: some StringProtocol, slipsMax: Int = 2
    ) -> [String] {
        let typed = Array(text.lowercased().unicodeScalars.prefix(Self.comparedMaxScalars))
        let near = words.map {
            (word: $0, distance: Self.distance(typed, Array($0.unicodeScalars)))
        }
        return near.filter { $0.distance <= slipsMax && $0.distance < $0.word.unicodeScalars.count }
            .sorted { ($0.distance, $0.word) < ($1.distance, $1.word) }.map(\.word)
    }

    /// What to suggest for a word that is none: those that it begins, then those it nearly is.
    package func near(_ text: some StringProtocol) -> [String] {
        let typed = text.lowercased()
        let longer = typed.isEmpty ? [] : words.filter { $0.hasPrefix(typed) }
        // Two slips in a word of three letters may be any word.
        let similar = suggestions(for: typed, slipsMax: typed.unicodeScalars.count > 3 ? 2 : 1)
        return Array((longer + similar.filter { !longer.contains($0) }).prefix(Self.shownMax))
    }

    /// More would be no suggestion but a list.
    private static let shownMax = 3

    /// No word is longer, and comparing costs the product of both lengths.
    private static let comparedMaxScalars = 64

    /// How many scalars must be put in, left out, replaced or swapped with a neighbour.
    ///
    /// Source: R. Lowrance and R. Wagner, "An extension of the string-to-string correction problem" (1975),
    /// in the restricted form that edits no stretch twice.
    static func distance(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Int {
        var rows = [Array(0...second.count)]
        for (row, scalar) in first.enumerated() {
            var next = [row + 1]
            for (column, other) in second.enumerated() {
                var best = min(rows[row][column + 1], next[column]) + 1
                best = min(best, rows[row][column] + (scalar == other ? 0 : 1))
                if row > 0, column > 0, scalar == second[column - 1], first[row - 1] == other {
                    best = min(best, rows[row - 1][column - 1] + 1)
                }
                next.append(best)
            }
            rows.append(next)
        }
        return rows[first.count][second.count]
    }
}
