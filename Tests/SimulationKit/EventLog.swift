/// What happened, in order: a hash over all of it, and the last lines for whoever reads a failure.
///
/// Two runs of one seed have equal hashes, or the simulation is none.
struct EventLog: Sendable {
    private static let keptMax = 60

    private(set) var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    private(set) var count = 0
    private var kept: [String] = []
    private let echoes: Bool

    init(echoes: Bool = false) { self.echoes = echoes }

    mutating func note(_ line: String, at now: UInt64) {
        let text = "\(now) \(line)"
        // FNV-1a: G. Fowler, L. C. Noll, K.-P. Vo.
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        count += 1
        if echoes { print(text) }
        kept.append(text)
        if kept.count > 2 * Self.keptMax { kept.removeFirst(kept.count - Self.keptMax) }
    }

    var tail: [String] { Array(kept.suffix(Self.keptMax)) }
}
