import Causality
import History
import SimulationKit

/// The edits of one replica in workload W1 of the benchmarks, as changes of one operation each.
enum OfflineEdits {
    private static let words = """
        alpha beta build cache chart client code commit crash cursor data date deploy design disk \
        docs draft edit error event field fix flag flow form graph guide hub index input item \
        label layout link list lock login merge model move node note order page parse patch plan \
        port query queue range read release render retry route save search sync table task test \
        text theme
        """.split(separator: " ").map(String.init)
    private static let weights = [10, 30, 12, 14, 10, 8, 8, 8]
    private static let states = ["idea", "todo", "doing", "review", "done", "dropped"]

    /// The stream whose change n made item n, with a first write of each field after its creation.
    private static let base = StreamID(high: 1, low: 2)
    private static let own = StreamID(high: 0x1234_5678_9abc_def0, low: 77)

    static func batch(replica: Int, editCount: Int, itemCount: Int) -> Batch {
        var generator = SplitMix64(seed: UInt64(7000 + replica))
        var latest: [Int: OperationID] = [:]
        var changes: [Change] = []
        for edit in 0..<editCount {
            let place = generator.below(1 << 20)
            let item = (place * place * itemCount) >> 40
            var weight = generator.below(100)
            var field = 0
            while weight >= weights[field] {
                weight -= weights[field]
                field += 1
            }
            let text = Array(value(of: field, &generator).utf8)
            let target = OperationID(base, UInt64(item) + 1, 0)
            let cell = item * 8 + field
            let id = OperationID(own, UInt64(edit) + 2, 0)
            let superseded = latest[cell] ?? OperationID(target.dot, UInt32(field) + 1)
            latest[cell] = id
            var writer = CanonicalWriter()
            writer.byte(4)
            writer.counted(text)
            let operation = Operation(
                .write, target: target, field: UInt32(field) + 1, value: writer.bytes,
                supersedes: [superseded])
            let header = ChangeHeader(
                stream: own, sequence: UInt64(edit) + 2,
                stamp: HybridTimestamp(milliseconds: UInt64(edit * 16 + replica)),
                author: MemberID(high: 9, low: 9))
            changes.append(Change(header: header, operations: [operation]))
        }
        let link = Link(1, 2, 3, 4)
        let last = UInt64(editCount) + 1
        let seal = Seal(head: Head(last, link), signature: generator.bytes(64))
        return Batch(
            stream: own, first: 2, last: last, previous: generator.link(), link: link, seal: seal,
            birth: nil, changes: changes, encoded: nil)
    }

    private static func value(of field: Int, _ generator: inout SplitMix64) -> String {
        switch field {
        case 0: return sentence(of: 5, &generator)
        case 1: return states[generator.below(6)]
        case 2: return "P\(generator.below(5))"
        case 3: return "user" + padded(generator.below(40))
        case 4: return "\(1 + generator.below(13))"
        case 5:
            let month = padded(1 + generator.below(12))
            return "2026-\(month)-\(padded(1 + generator.below(28)))"
        case 6: return "R2026.\(1 + generator.below(12))"
        default: return sentence(of: 20, &generator)
        }
    }

    private static func sentence(of count: Int, _ generator: inout SplitMix64) -> String {
        (0..<count).map { _ in words[generator.below(64)] }.joined(separator: " ")
    }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
