import Foundation

/// A file of the system's zone database (RFC 8536), read in the simplest way.
struct ZoneFile {
    /// Minutes since 1970 at which clocks change, ascending, from 1970 on and as far as the file lists them.
    let changes: [Int]
    private let all: [(minute: Int, offset: Int)]
    private let first: Int

    init?(_ zone: String) {
        guard let data = FileManager.default.contents(atPath: "/usr/share/zoneinfo/\(zone)"),
            data.prefix(4).elementsEqual("TZif".utf8)
        else { return nil }
        let bytes = [UInt8](data)
        func number(_ place: Int, _ length: Int) -> Int {
            let value = bytes[place..<place + length].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            return length == 4
                ? Int(Int32(truncatingIfNeeded: value)) : Int(Int64(bitPattern: value))
        }
        func counts(_ header: Int) -> [Int] { (0..<6).map { number(header + 20 + $0 * 4, 4) } }
        // The first block holds 32-bit times; the second one the same and more in 64 bits.
        let short = counts(0)
        let header =
            44 + short[3] * 5 + short[4] * 6 + short[5] + short[2] * 8 + short[1] + short[0]
        let count = counts(header)
        let (times, kinds) = (header + 44, header + 44 + count[3] * 8)
        let types = kinds + count[3]
        let offset = { (kind: Int) in
            // Whole minutes: seconds were last in use before 1970.
            Int((Double(number(types + kind * 6, 4)) / 60).rounded(.towardZero))
        }
        all = (0..<count[3]).map { place in
            (number(times + place * 8, 8) / 60, offset(Int(bytes[kinds + place])))
        }
        first = offset(0)
        changes = all.map(\.minute).filter { (0..<35_000_000).contains($0) }
    }

    func offset(at minute: Int) -> Int {
        all.last { $0.minute <= minute }?.offset ?? first
    }

    /// The first of the instants at which clocks show a wall time; where they skip it, the instant that
    /// they would have shown it at had they not changed.
    func instant(of wall: Int) -> Int {
        let offsets = Set(all.map(\.offset) + [first])
        if let found = offsets.map({ wall - $0 }).filter({ $0 + offset(at: $0) == wall }).min() {
            return found
        }
        let change = all.last {
            $0.minute + $0.offset > wall && $0.minute + offset(at: $0.minute - 1) <= wall
        }
        return wall - offset(at: (change?.minute ?? 0) - 1)
    }
}
