import Crypto
import SimulationKit

/// W1 as the shared benchmarks define it, bit for bit: items, edits, and what must come out.
struct MergeWorkload: Sendable {
    struct Edit: Sendable {
        let item: Int
        let field: Int
        let value: String
        let clock: UInt64
    }

    static let fields = [
        "title", "status", "priority", "assignee", "estimate", "due", "release", "notes",
    ]
    private static let weights = [10, 30, 12, 14, 10, 8, 8, 8]
    private static let states = ["idea", "todo", "doing", "review", "done", "dropped"]
    private static let words = """
        alpha beta build cache chart client code commit crash cursor data date deploy design disk \
        docs draft edit error event field fix flag flow form graph guide hub index input item label \
        layout link list lock login merge model move node note order page parse patch plan port \
        query queue range read release render retry route save search sync table task test text theme
        """.split(separator: " ").map(String.init)

    let replicas: Int
    let edits: Int
    let items: Int

    /// The values of every item before anybody edits, in the order of `fields`.
    let base: [[String]]
    /// The edits of every replica in the order in which it makes them.
    let made: [[Edit]]

    init(replicas: Int, edits: Int, items: Int) {
        self.replicas = replicas
        self.edits = edits
        self.items = items
        var random = SplitMix64(seed: 42)
        base = (0..<items).map { _ in
            Self.fields.indices.map { Self.value(of: $0, &random) }
        }
        made = (0..<replicas).map { Self.edits(of: $0, count: edits, items: items) }
    }

    static func name(of item: Int) -> String {
        let digits = String(item)
        return "i" + String(repeating: "0", count: 6 - digits.count) + digits
    }

    private static func edits(of replica: Int, count: Int, items: Int) -> [Edit] {
        var random = SplitMix64(seed: 7_000 + UInt64(replica))
        return (0..<count).map { place in
            let skew = random.below(1 << 20)
            let item = (skew * skew * items) >> 40
            var weight = random.below(100)
            var field = 0
            while weight >= weights[field] {
                weight -= weights[field]
                field += 1
            }
            return Edit(
                item: item, field: field, value: value(of: field, &random),
                clock: UInt64(place * 16 + replica))
        }
    }

    private static func value(of field: Int, _ random: inout SplitMix64) -> String {
        switch field {
        case 0: text(of: 5, &random)
        case 1: states[random.below(6)]
        case 2: "P\(random.below(5))"
        case 3: "user" + twoDigits(random.below(40))
        case 4: String(1 + random.below(13))
        case 5: date(&random)
        case 6: "R2026.\(1 + random.below(12))"
        default: text(of: 20, &random)
        }
    }

    private static func date(_ random: inout SplitMix64) -> String {
        let month = twoDigits(1 + random.below(12))
        return "2026-\(month)-\(twoDigits(1 + random.below(28)))"
    }

    private static func text(of count: Int, _ random: inout SplitMix64) -> String {
        (0..<count).map { _ in words[random.below(64)] }.joined(separator: " ")
    }

    private static func twoDigits(_ number: Int) -> String {
        number < 10 ? "0\(number)" : String(number)
    }
}

// What must come out.

extension MergeWorkload {
    /// The digests that the shared benchmarks print for ten replicas, 10,000 edits and 5,000 items.
    static let goldenBase = "f8a21fdda5a01b04d57c1d15a32364bdddcb00ea3b1290aa99cf282c3b2c4c6d"
    static let goldenFinal = "872e5e8297bcee0b1ab5bcfe7dcd5cf82e3929b8e7f1cc1524b75791ca8e2c7d"

    var isGolden: Bool { replicas == 10 && edits == 10_000 && items == 5_000 }

    /// Every cell after the exchange: the value with the largest clock.
    var merged: [[String]] {
        var cells = base
        var clocks = base.map { $0.map { _ in Int64(-1) } }
        for edit in made.joined() where Int64(edit.clock) > clocks[edit.item][edit.field] {
            clocks[edit.item][edit.field] = Int64(edit.clock)
            cells[edit.item][edit.field] = edit.value
        }
        return cells
    }

    /// SHA-256 over the sorted lines `id TAB field TAB value LF`.
    static func digest(of cells: [[String]]) -> String {
        let order = fields.indices.sorted { fields[$0] < fields[$1] }
        var hasher = SHA256()
        for (item, values) in cells.enumerated() {
            for field in order {
                let line = "\(name(of: item))\t\(fields[field])\t\(values[field])\n"
                hasher.update(data: Array(line.utf8))
            }
        }
        return hasher.finalize().map { byte in
            let digits = String(byte, radix: 16)
            return digits.count < 2 ? "0" + digits : digits
        }.joined()
    }

    /// Holds the generator against the published digests.
    func expectGoldenDigests() throws {
        guard isGolden else { return }
        guard Self.digest(of: base) == Self.goldenBase,
            Self.digest(of: merged) == Self.goldenFinal
        else { throw BenchmarkFailure("the generator differs from the shared one") }
    }
}
