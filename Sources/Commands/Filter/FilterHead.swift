/// The name of a field with the sign behind it, as `state:` or `priority>=`.
///
/// A sign makes a question only where a value may follow: `https://...`, `12:30`, `a->b` and `Fix: crash`
/// are text. A name that is no field is a head all the same, so that a slip is refused.
struct FilterHead {
    let name: String
    let comparison: FilterComparison
    let isNegated: Bool
    let isKnown: Bool
    /// Behind the name, and behind the sign.
    let nameEnd: Int
    let end: Int

    private static let signs: [(sign: String, comparison: FilterComparison, isNegated: Bool)] = [
        (">=", .atLeast, false), ("<=", .atMost, false), ("!=", .equal, true),
        ("==", .equal, false), (":", .equal, false), ("=", .equal, false), (">", .more, false),
        ("<", .less, false),
    ]

    init?(_ scalars: [Unicode.Scalar], at start: Int, _ vocabulary: FilterVocabulary) {
        let rest = scalars[start...]
        let name = rest.prefix(while: Self.isOfName)
        guard let first = name.first, Self.isLetter(first) else { return nil }
        let behind = scalars[name.endIndex...]
        guard
            let found = Self.signs.first(where: { behind.starts(with: $0.sign.unicodeScalars) })
        else { return nil }
        self.name = FilterText.text(name).lowercased()
        (comparison, isNegated) = (found.comparison, found.isNegated)
        isKnown = vocabulary.contains(self.name)
        nameEnd = name.endIndex
        end = name.endIndex + found.sign.unicodeScalars.count
        let next = end < scalars.count ? scalars[end] : nil
        guard isKnown || Self.isQuestion(found.sign, next) else { return nil }
        // Also behind a field's name these begin an address or a path, never a value.
        if found.sign == ":", next == "/" || next == "\\" || next == ":" { return nil }
    }

    /// Says whether a sign behind a word that is no field still looks like a question.
    private static func isQuestion(_ sign: String, _ next: Unicode.Scalar?) -> Bool {
        guard let next, !FilterText.isBlank(next), next != ")" else { return false }
        return switch sign {
        case ":": true
        case "=": next != ">"
        // An arrow in a title is no comparison; one with an equals sign is nothing else.
        case "<", ">": false
        default: true
        }
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    }

    private static func isOfName(_ scalar: Unicode.Scalar) -> Bool {
        isLetter(scalar) || scalar == "-" || scalar == "."
    }
}
