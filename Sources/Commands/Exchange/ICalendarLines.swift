internal import ReleaseModel

/// Content lines of iCalendar (RFC 5545): folded at 75 octets, ended by CR LF.
struct ICalendarLines {
    /// A line longer than this is folded: section 3.1.
    static let lineLengthMaxBytes = 75

    private(set) var lines: [String] = []

    /// One property; `name` has its parameters, `value` is written as it is.
    mutating func add(_ name: String, _ value: String) {
        lines += Self.folded("\(name):\(value)")
    }

    mutating func add(text name: String, _ value: String?) {
        guard let value, !value.isEmpty else { return }
        add(name, Self.escaped(value))
    }

    mutating func add(_ other: ICalendarLines) { lines += other.lines }

    /// Wraps what a body adds into BEGIN and END.
    mutating func component(_ name: String, _ body: (inout ICalendarLines) -> Void) {
        add("BEGIN", name)
        body(&self)
        add("END", name)
    }

    /// A value of type TEXT: section 3.3.11; what else acts is left out, as the grammar asks.
    static func escaped(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in TextRules.cleanProse(text).unicodeScalars {
            switch scalar {
            case "\\", ";", ",":
                escaped.append("\\")
                escaped.append(scalar)
            case "\n": escaped.append(contentsOf: "\\n".unicodeScalars)
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }

    /// The line in pieces of at most 75 octets, the later ones begun by a blank; no letter is cut.
    static func folded(_ line: String) -> [String] {
        guard line.utf8.count > lineLengthMaxBytes else { return [line] }
        var pieces: [String] = []
        var piece = String.UnicodeScalarView()
        var length = 0
        for scalar in line.unicodeScalars {
            let width = UTF8.width(scalar)
            if length + width > lineLengthMaxBytes {
                pieces.append(String(piece))
                piece = String.UnicodeScalarView(" ".unicodeScalars)
                length = 1
            }
            piece.append(scalar)
            length += width
        }
        pieces.append(String(piece))
        return pieces
    }

    // Values of time

    static func date(_ date: CivilDate) -> String { "\(date)".filter { $0 != "-" } }

    static func dateTime(_ local: CivilDateTime) -> String {
        "\(date(local.date))T\(local.time.filter { $0 != ":" })00"
    }

    /// An instant in UTC, from milliseconds since 1970.
    static func stamp(_ milliseconds: Int64) -> String {
        let seconds = Int(max(0, milliseconds) / 1_000)
        let days = CivilDateTime(minuteNumber: seconds / 60).map { dateTime($0).dropLast(2) }
        let digits = seconds % 60 < 10 ? "0\(seconds % 60)" : "\(seconds % 60)"
        // Behind the year 9999 there is no date that a calendar could read.
        return days.map { "\($0)\(digits)Z" } ?? "99991231T235959Z"
    }
}
