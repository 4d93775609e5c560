package import Causality

/// Things whose titles say nearly the same: a suggestion for people, never a merge.
package enum NearDuplicates {
    /// A pair that may be one thing, the earlier identifier first.
    package struct Suggestion: Hashable, Sendable {
        package let first: EntityID
        package let second: EntityID
        /// Words in common out of all words, in percent.
        package let likeness: Int
    }

    /// Four words of five: titles of two or three words must be the same but for order and case.
    package static let likenessMin = 80

    /// The pairs alike enough, most alike first; only titles that share their rarest word are compared.
    package static func find(_ titles: [(id: EntityID, title: String)]) -> [Suggestion] {
        let words = titles.map { (id: $0.id, words: Self.words($0.title)) }.sorted { $0.id < $1.id }
        var frequency: [String: Int] = [:]
        for entry in words { for word in entry.words { frequency[word, default: 0] += 1 } }
        var groups: [String: [Int]] = [:]
        for (place, entry) in words.enumerated() {
            for word in Self.rare(entry.words, frequency) {
                groups[word, default: []].append(place)
            }
        }
        var found: Set<Suggestion> = []
        for group in groups.values {
            for (offset, left) in group.enumerated() {
                for right in group.dropFirst(offset + 1) {
                    let likeness = Self.likeness(words[left].words, words[right].words)
                    guard likeness >= likenessMin else { continue }
                    found.insert(
                        Suggestion(
                            first: words[left].id, second: words[right].id, likeness: likeness))
                }
            }
        }
        return found.sorted {
            ($1.likeness, $0.first, $0.second) < ($0.likeness, $1.first, $1.second)
        }
    }

    /// The words by which a title is found: two titles this alike share at least one of them.
    private static func rare(_ words: Set<String>, _ frequency: [String: Int]) -> [String] {
        let ordered = words.sorted { (frequency[$0] ?? 0, $0) < (frequency[$1] ?? 0, $1) }
        let spared = words.count * likenessMin / 100
        return Array(ordered.prefix(max(1, words.count - spared + 1)))
    }

    private static func likeness(_ left: Set<String>, _ right: Set<String>) -> Int {
        let all = left.union(right).count
        return all == 0 ? 0 : left.intersection(right).count * 100 / all
    }

    private static func words(_ title: String) -> Set<String> {
        Set(
            title.lowercased().split { !$0.isLetter && !$0.isNumber }.map { String($0) })
    }
}
