package import ReleaseModel

/// A way to write a date, or a date with a local time: `yyyy-MM-dd HH:mm`, `d MMM yyyy`.
///
/// `yyyy` year, `MM` or `M` month, `MMM` or `MMMM` its English name, `dd` or `d` day, `HH` or `H`
/// hour, `mm` minute, `ss` second (checked, then left off: plans count minutes); all else stands for itself. Locale plays no part.
package struct DateFormat: Sendable {
    private enum Piece: Sendable, Equatable {
        case year, month, monthName, day, hour, minute, second
        case literal(Character)
    }

    /// What a text said: a date, and where the format has one, a time.
    package struct Reading: Equatable, Sendable {
        package let date: CivilDate
        package let time: String?
    }

    package let text: String
    package let hasTime: Bool
    private let pieces: [Piece]

    /// Nil where year, month or day is missing, or a letter has no meaning.
    package init?(_ text: String) {
        self.text = text
        var pieces: [Piece] = []
        var rest = Substring(text)
        while let first = rest.first {
            let run = rest.prefix { $0 == first }
            switch (first, run.count) {
            case ("y", 4): pieces.append(.year)
            case ("M", 1), ("M", 2): pieces.append(.month)
            case ("M", 3), ("M", 4): pieces.append(.monthName)
            case ("d", 1), ("d", 2): pieces.append(.day)
            case ("H", 1), ("H", 2): pieces.append(.hour)
            case ("m", 2): pieces.append(.minute)
            case ("s", 2): pieces.append(.second)
            case ("T", 1): pieces.append(.literal("T"))
            default:
                guard !first.isLetter else { return nil }
                pieces += run.map { .literal($0) }
            }
            rest = rest.dropFirst(run.count)
        }
        guard pieces.contains(.year), pieces.contains(.day),
            pieces.contains(.month) || pieces.contains(.monthName)
        else { return nil }
        self.pieces = pieces
        hasTime = pieces.contains(.hour)
    }

    /// Nil where the text is written otherwise, or no such day or time exists.
    package func read(_ text: String) -> Reading? {
        var rest = Substring(text)
        var parts = (year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0)
        for piece in pieces {
            switch piece {
            case .literal(let character):
                guard rest.popFirst() == character else { return nil }
                continue
            case .monthName:
                guard let month = Self.month(&rest) else { return nil }
                parts.month = month
                continue
            case .year, .month, .day, .hour, .minute, .second: break
            }
            guard let number = Self.number(&rest, digitsMax: piece == .year ? 4 : 2) else {
                return nil
            }
            switch piece {
            case .year: parts.year = number
            case .month: parts.month = number
            case .day: parts.day = number
            case .hour: parts.hour = number
            case .minute: parts.minute = number
            case .second: parts.second = number
            case .literal, .monthName: continue
            }
        }
        guard rest.isEmpty, parts.hour < 24, parts.minute < 60, parts.second < 60,
            let date = CivilDate(year: parts.year, month: parts.month, day: parts.day)
        else { return nil }
        guard hasTime else { return Reading(date: date, time: nil) }
        let local = CivilDateTime(date: date, hour: parts.hour, minute: parts.minute)
        return local.map { Reading(date: date, time: $0.time) }
    }

    private static func number(_ rest: inout Substring, digitsMax: Int) -> Int? {
        let digits = rest.prefix(digitsMax).prefix { $0.isASCII && $0.isNumber }
        rest = rest.dropFirst(digits.count)
        return Int(digits)
    }

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december",
    ]

    private static func month(_ rest: inout Substring) -> Int? {
        let word = rest.prefix { $0.isLetter }.lowercased()
        guard word.count >= 3, let place = months.firstIndex(where: { $0.hasPrefix(word) }) else {
            return nil
        }
        rest = rest.drop { $0.isLetter }
        return place + 1
    }
}
