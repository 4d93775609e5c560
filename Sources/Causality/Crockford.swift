/// Crockford's base 32: the form in which people read, type and say identifiers.
///
/// No I, L, O or U is written; on reading, I and L mean 1, O means 0, and case and hyphens do not count.
/// Source: D. Crockford, "Base 32" (2002).
package enum Crockford {
    /// 128 bits take twenty-six characters of five bits; the first character holds the top three bits.
    package static let identifierLength = 26

    package static func text(_ identifier: some Identifier) -> String {
        var high = identifier.high
        var low = identifier.low
        var characters = [UInt8](repeating: 0, count: identifierLength)
        for place in characters.indices.reversed() {
            characters[place] = alphabet[Int(low & 31)]
            low = low >> 5 | high << 59
            high >>= 5
        }
        return String(decoding: characters, as: UTF8.self)
    }

    /// Brings typed text to the written form; nil if some character is none of the alphabet's.
    package static func normalized(_ text: some StringProtocol) -> String? {
        var characters: [UInt8] = []
        for unit in text.utf8 where unit != 0x2d {
            guard let value = value(of: unit) else { return nil }
            characters.append(alphabet[Int(value)])
        }
        return String(decoding: characters, as: UTF8.self)
    }

    /// The identifiers that begin with a normalised prefix, as an inclusive range; nil if too long.
    package static func range<Name: Identifier>(
        ofPrefix prefix: String, as type: Name.Type = Name.self
    ) -> ClosedRange<Name>? {
        guard let lower: Name = identifier(padding: prefix, with: 0),
            let upper: Name = identifier(padding: prefix, with: 31)
        else { return nil }
        return lower...upper
    }

    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

    private static func identifier<Name: Identifier>(
        padding prefix: String, with filler: UInt8
    ) -> Name? {
        guard prefix.utf8.count <= identifierLength else { return nil }
        var values: [UInt8] = []
        for unit in prefix.utf8 {
            guard let value = value(of: unit) else { return nil }
            values.append(value)
        }
        // Twenty-six characters hold 130 bits: the first may use only its low three.
        guard (values.first ?? 0) < 8 else { return nil }
        while values.count < identifierLength {
            values.append(values.isEmpty ? min(filler, 7) : filler)
        }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for value in values {
            high = high << 5 | low >> 59
            low = low << 5 | UInt64(value)
        }
        return Name(high: high, low: low)
    }

    private static func value(of unit: UInt8) -> UInt8? {
        let lower = (0x41...0x5a).contains(unit) ? unit + 0x20 : unit
        switch lower {
        case 0x69, 0x6c: return 1
        case 0x6f: return 0
        default:
            guard let position = alphabet.firstIndex(of: lower) else { return nil }
            return UInt8(position)
        }
    }
}
