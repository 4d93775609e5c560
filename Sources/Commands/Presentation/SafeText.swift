/// Text from the log made safe for a terminal: control characters never reach it raw.
///
/// Escape sequences could rewrite what stands elsewhere on the screen, bidirectional overrides could show a
/// text in another order than it is stored; both appear as their code instead.
package enum SafeText {
    package static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        #if RAILYARD_BUG_RAW_ESCAPES  // Trips `an escape sequence in a title appears as its code`.
            case 0x1b: false
        #endif
        case 0x00...0x1f, 0x7f...0x9f: true
        // Bidirectional embeddings, overrides and isolates; separators that act as line breaks.
        case 0x200e, 0x200f, 0x061c, 0x202a...0x202e, 0x2066...0x2069, 0x2028, 0x2029: true
        // Byte order mark, interlinear annotations, tags.
        case 0xfeff, 0xfff9...0xfffb, 0xe0000...0xe007f: true
        default: false
        }
    }

    /// One line: breaks and tabs become spaces, harmful characters their code.
    package static func line(_ text: String) -> String { clean(text, keepingBreaks: false) }

    /// Several lines.
    package static func prose(_ text: String) -> String { clean(text, keepingBreaks: true) }

    private static func clean(_ text: String, keepingBreaks: Bool) -> String {
        guard text.unicodeScalars.contains(where: isHarmful) else { return text }
        var clean = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar == "\n", keepingBreaks {
                clean.append(scalar)
            } else if scalar == "\n" || scalar == "\t" {
                clean.append(" ")
            } else if isHarmful(scalar) {
                clean.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
            } else {
                clean.append(scalar)
            }
        }
        return String(clean)
    }
}
