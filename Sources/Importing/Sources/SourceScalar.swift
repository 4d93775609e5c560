internal import ReleaseModel

/// A scalar as the source wrote it, with the type its format gives it.
///
/// The text is never rewritten: the version 1.10 stays "1.10" although YAML reads a number there.
package struct SourceScalar: Sendable {
    package enum Kind: String, Sendable {
        case text, integer, decimal, boolean, date, null
    }

    package let text: String
    package let type: Kind

    package init(text: String, type: Kind) {
        self.text = text
        self.type = type
    }

    /// Resolves a plain YAML scalar by the words and digits of YAML 1.1, which most writers assume.
    package init(plain text: String) {
        self.init(text: text, type: Self.type(ofPlain: text))
    }

    private static let nulls: Set<String> = ["", "~", "null", "Null", "NULL"]
    private static let booleans: Set<String> = [
        "true", "True", "TRUE", "false", "False", "FALSE", "yes", "Yes", "YES", "no", "No", "NO",
        "on", "On", "ON", "off", "Off", "OFF",
    ]

    private static func type(ofPlain text: String) -> Kind {
        if text.utf8.count <= 5 {
            if nulls.contains(text) { return .null }
            if booleans.contains(text) { return .boolean }
        }
        guard let first = text.utf8.first,
            first == 0x2b || first == 0x2d || first == 0x2e
                || (0x30...0x39).contains(first)
        else { return .text }
        if text.utf8.count == 10, CivilDate(text) != nil { return .date }
        return numberType(of: text)
    }

    private static func numberType(of text: String) -> Kind {
        var digits = 0
        var points = 0
        for (position, unit) in text.utf8.enumerated() {
            switch unit {
            case 0x30...0x39: digits += 1
            case 0x5f where digits > 0: continue
            case 0x2e: points += 1
            case 0x2b where position == 0, 0x2d where position == 0: continue
            default: return .text
            }
        }
        guard digits > 0, points <= 1 else { return .text }
        return points == 0 ? .integer : .decimal
    }
}
