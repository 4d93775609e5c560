package import Causality

/// A place in a hand-ordered list: bytes whose order is the order of the list.
///
/// A rank is a fraction between those of its neighbours, then a suffix that no other operation has.
/// Two people who drop things into one gap at the same time get the same fraction and different
/// suffixes, so ranks never collide and there is always room between any two of them.
///
/// Growth is bounded by what people do: four bytes and the suffix for half a million additions at
/// either end of a list; dropping again and again into one gap adds a byte every eight times, and
/// a suffix's length when the gap lies between two ranks of one fraction.
/// Source: D. Greenspan, "Implementing Fractional Indexing" (2020); the suffix is ours.
package struct Rank: Hashable, Comparable, Sendable {
    package let bytes: [UInt8]

    package init(bytes: [UInt8]) { self.bytes = bytes }

    package init?(_ value: Value) {
        guard case .bytes(let bytes) = value else { return nil }
        self.bytes = bytes
    }

    package var value: Value { .bytes(bytes) }

    package static func < (left: Rank, right: Rank) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }

    /// Returns a rank between two others; nil stands for the start or the end of the list.
    ///
    /// Neighbours that leave no room (equal, crossed, or differing only by zeros, as none made here
    /// do) are answered with a place after the lower one: lists show such ties by entity.
    package static func between(_ lower: Rank?, _ upper: Rank?, suffix: [UInt8]) -> Rank {
        let fraction: [UInt8]
        switch (lower, upper) {
        case (nil, nil): fraction = [0x80]
        case (let lower?, nil): fraction = above(lower.bytes)
        case (nil, let upper?): fraction = below(upper.bytes) ?? above(upper.bytes)
        case (let lower?, let upper?):
            fraction = middle(lower.bytes, upper.bytes) ?? above(lower.bytes)
        }
        // A rank that ended in zero would have no room directly below it.
        return Rank(bytes: fraction + suffix + (suffix.last ?? 1 == 0 ? [1] : []))
    }

    /// The suffix of the rank that an operation writes: six bytes of its stream, then its number there.
    package static func suffix(of id: OperationID) -> [UInt8] {
        var suffix = Array(id.dot.stream.bytes.suffix(6))
        for number in [id.dot.sequence, UInt64(id.index)] {
            let width = max(1, (64 - number.leadingZeroBitCount + 7) / 8)
            for place in stride(from: width - 1, through: 0, by: -1) {
                suffix.append(UInt8(truncatingIfNeeded: number >> UInt64(place * 8)))
            }
        }
        return suffix
    }
}

extension Rank {
    /// The step at an end of the list: half a million of them fit into four bytes from the middle.
    private static let endStep: UInt64 = 1 << 12

    private static func above(_ lower: [UInt8]) -> [UInt8] {
        let next = head(of: lower) + endStep
        guard next < 1 << 32 else { return middle(lower, nil) ?? lower }
        return fraction(next)
    }

    private static func below(_ upper: [UInt8]) -> [UInt8]? {
        let head = head(of: upper)
        guard head > endStep else { return middle([], upper) }
        return fraction(head - endStep)
    }

    /// The first four bytes as a number.
    private static func head(of bytes: [UInt8]) -> UInt64 {
        (0..<4).reduce(0) { $0 << 8 | UInt64($1 < bytes.count ? bytes[$1] : 0) }
    }

    private static func fraction(_ head: UInt64) -> [UInt8] {
        var bytes = stride(from: 24, through: 0, by: -8).map {
            UInt8(truncatingIfNeeded: head >> UInt64($0))
        }
        while bytes.count > 1, bytes.last == 0 { bytes.removeLast() }
        return bytes
    }

    /// The shortest bytes above `lower` and below `upper` that begin neither; nil if there are none.
    private static func middle(_ lower: [UInt8], _ upper: [UInt8]?) -> [UInt8]? {
        var result: [UInt8] = []
        var ceiling = upper
        var place = 0
        while true {
            let low = place < lower.count ? Int(lower[place]) : 0
            var high = 256
            if let bound = ceiling {
                // Ran along the whole upper bound: it is the lower one, or begins it.
                guard place < bound.count else { return nil }
                high = Int(bound[place])
            }
            guard low <= high else { return nil }
            if high - low > 1 { return result + [UInt8((low + high) / 2)] }
            if high > low { ceiling = nil }
            result.append(UInt8(low))
            place += 1
        }
    }
}
