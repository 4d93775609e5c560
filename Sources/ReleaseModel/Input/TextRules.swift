/// Which characters a text may hold, so that none of them can act on the terminal or the reader.
package enum TextRules {
    /// Refuses control characters and overrides of the writing direction.
    ///
    /// Marks that a right-to-left text needs (U+200E, U+200F, U+061C) and isolates pass; what turns the
    /// text around it does not.
    package static func judge(
        _ text: String, _ name: String,
        allowing isAllowed: (Unicode.Scalar) -> Bool = { _ in false }
    ) throws {
        guard
            let scalar = text.unicodeScalars.first(where: { scalar in
                isUnsafe(scalar) && !isAllowed(scalar)
            })
        else { return }
        throw DomainFailure.invalid(
            "\(name) holds the control character \(code(scalar)).",
            hint: "Remove it; a terminal would obey it instead of showing it.")
    }

    /// Says whether a character does something instead of being shown.
    package static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1f, 0x7f...0x9f, 0x2028, 0x2029, 0x202a...0x202e: true
        default: false
        }
    }

    /// A text from elsewhere as it may stand in a field of one line: breaks, tabs and control characters
    /// become blanks, overrides of the writing direction go, since they take no room.
    package static func cleanLine(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
        var clean = String.UnicodeScalarView()
        var isReplaced = false
        for scalar in text.unicodeScalars where !isOverride(scalar) {
            let isBlank = isUnsafe(scalar) || (isReplaced && scalar == " ")
            if !isBlank {
                clean.append(scalar)
            } else if clean.last != " " {
                clean.append(" ")
            }
            isReplaced = isBlank
        }
        return FieldInput.trimmed(String(clean))
    }

    /// A text from elsewhere as it may stand in a field of many lines: as `cleanLine`, but breaks and
    /// tabs stay.
    package static func cleanProse(_ text: String) -> String {
        let unified = unifiedLineEnds(text)
        guard unified.unicodeScalars.contains(where: { isUnsafe($0) && !isLayout($0) }) else {
            return unified
        }
        var clean = String.UnicodeScalarView()
        for scalar in unified.unicodeScalars where !isOverride(scalar) {
            clean.append(isUnsafe(scalar) && !isLayout(scalar) ? " " : scalar)
        }
        return String(clean)
    }

    /// What gives a text of many lines its shape.
    package static func isLayout(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\n" || scalar == "\t"
    }

    private static func isOverride(_ scalar: Unicode.Scalar) -> Bool {
        (0x202a...0x202e).contains(scalar.value)
    }

    /// A text as part of a sentence: short, and with nothing in it that acts.
    package static func shown(_ text: some StringProtocol) -> String {
        var shown = ""
        for (place, scalar) in text.unicodeScalars.enumerated() {
            guard place < shownMaxScalars else { return shown + "…" }
            shown += isUnsafe(scalar) ? "<\(code(scalar))>" : String(scalar)
        }
        return shown
    }

    /// Half a line of a terminal.
    private static let shownMaxScalars = 40

    /// Carriage returns come with files from elsewhere and mean nothing of their own.
    static func unifiedLineEnds(_ text: String) -> String {
        guard text.utf8.contains(0x0d) else { return text }
        var bytes: [UInt8] = []
        var previous: UInt8 = 0
        for byte in text.utf8 {
            if byte == 0x0a, previous == 0x0d { bytes.removeLast() }
            bytes.append(byte == 0x0d ? 0x0a : byte)
            previous = byte
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func code(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
