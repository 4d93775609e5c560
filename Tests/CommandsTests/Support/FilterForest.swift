import SimulationKit

@testable import Commands

/// Grows expressions of every form, with texts that need quotes.
struct FilterForest {
    private var dice: SplitMix64
    private var patterns = 0

    init(seed: UInt64) { dice = SplitMix64(seed: seed) }

    /// A tree that keeps to the limits.
    mutating func tree() -> FilterExpression {
        patterns = 0
        return tree(depth: 4)
    }

    private mutating func tree(depth: Int) -> FilterExpression {
        switch depth == 0 ? 0 : dice.below(5) {
        case 0, 1: .term(FilterTerm(question: question(), place: 0..<0))
        case 2: .not(tree(depth: depth - 1))
        case 3: .all((0..<dice.number(2...4)).map { _ in tree(depth: depth - 1) })
        default: .any((0..<dice.number(2...4)).map { _ in tree(depth: depth - 1) })
        }
    }

    private mutating func question() -> FilterTerm.Question {
        switch patterns < FilterLimits.patternsMax ? dice.below(6) : dice.number(3...5) {
        case 0: .text(text())
        case 1: .label(text())
        case 2:
            pattern()
        case 3:
            .field(
                dice.pick(["state", "team", "labels", "due", "created"]), .equal,
                (0..<dice.number(0...3)).map { _ in value() })
        case 4: .field("has", .equal, [value(), value()])
        default:
            .field(
                dice.pick(["priority", "size", "due", "changed"]),
                dice.pick(FilterComparison.allCases.filter { $0 != .equal }), [value()])
        }
    }

    private mutating func pattern() -> FilterTerm.Question {
        patterns += 1
        return .pattern(
            dice.pick(["a", "a/b", "\\d+ \\w", "(x|y)", "\"", " "]), ignoresCase: dice.chance(50))
    }

    private mutating func value() -> FilterTerm.Value {
        FilterTerm.Value(text: text(), place: 0..<0)
    }

    private mutating func text() -> String {
        dice.pick([
            "a", "two words", "or", "not", "-x", "+x", "/x/", "state:ready", "a,b", "(", ")", "\"",
            "\\", "\\\"", "é", "12:30", "%", "'; DROP TABLE item", "\t", "é🇨🇿", "--", ">=", "a\\",
        ])
    }
}
