/// A number with what it counts, as `1 file`, `2 files` or `0 open conflicts`.
///
/// People notice "1 files"; the rule for several stands here alone.
package struct Counted: Hashable, Sendable, CustomStringConvertible {
    private let number: Int64
    private let noun: String

    /// `noun` is what one of them is called.
    package init(_ number: some BinaryInteger, _ noun: String) {
        self.number = Int64(clamping: number)
        self.noun = noun
    }

    package var description: String { "\(number) \(number == 1 ? noun : Self.several(noun))" }

    /// What more than one of something is called.
    private static func several(_ noun: String) -> String {
        let isAfterVowel = noun.dropLast().last.map { "aeiou".contains($0) } ?? true
        return switch noun.last {
        case _ where noun.hasSuffix("person"): noun.dropLast("person".count) + "people"
        case "y" where !isAfterVowel: noun.dropLast() + "ies"
        case "s": noun
        default: noun + "s"
        }
    }
}
