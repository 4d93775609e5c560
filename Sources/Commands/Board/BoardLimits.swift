internal import ReleaseModel

/// How many items a column should hold at most, as `active=3`.
struct BoardLimits {
    private var limits: [String: Int] = [:]

    /// More than anybody works on at a time, and far from where counting ends.
    static let countMax = 1_000_000

    init(_ words: [String]) throws {
        for word in words {
            let halves = word.split(separator: "=", omittingEmptySubsequences: false)
            guard halves.count == 2, let count = Int(halves[1]),
                (1...Self.countMax).contains(count)
            else {
                throw CommandFailure(
                    "invalid-limit", "“\(word)” is no limit of a column.",
                    hint: "Write a state and a number from 1 to \(Self.countMax), as active=3.",
                    status: .usage)
            }
            let state = try Self.state(String(halves[0]))
            guard limits.updateValue(count, forKey: state) == nil else {
                throw CommandFailure(
                    "two-limits", "The column \(state) has two limits.", hint: "Keep one of them.",
                    status: .usage)
            }
        }
    }

    subscript(state: String) -> Int? { limits[state] }

    private static func state(_ word: String) throws -> String {
        let choice = WordChoice(Item.states)
        if let state = choice.match(word) { return state }
        let near = choice.near(word)
        let meant = near.isEmpty ? "" : "Did you mean \(near.joined(separator: " or "))? "
        throw CommandFailure(
            "unknown-state", "There is no column “\(word)”.",
            hint: meant + "Columns: \(Item.states.joined(separator: ", ")).", status: .usage)
    }
}
