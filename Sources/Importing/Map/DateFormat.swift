package import ReleaseModel

/// A way to write a date, or a date with a time: `yyyy-MM-dd HH:mm`, `d MMM yy`, `EEE, d MMM yyyy HH:mm:ss Z`.
///
/// `yyyy` year, `yy` year of this century, `MM` or `M` month, `MMM` or `MMMM` its English name, `dd` or
/// `d` day, `do` day with `st`, `nd`, `rd` or `th`, `EEE` or `EEEE` a weekday (passed over), `HH` or `H` hour, `hh` or `h` hour of a
/// half day with `a` for AM or PM, `mm` minute, `ss` second and `SSS` its parts (checked, then left
/// off: plans count minutes), `Z` what clocks were ahead of UTC; what stands between `'` and all else
/// stands for itself. `epoch` and `epoch-milliseconds` count from 1970. Locale plays no part.
package struct DateFormat: Sendable {
    enum Piece: Sendable, Equatable {
        case year, shortYear, month, monthName, day, ordinalDay, weekday
        case hour, halfDayHour, halfDay, minute, second, fraction, offset
        case literal(Character)
    }

    /// What a text said: a date, and where the format has one, a time.
    package struct Reading: Equatable, Sendable {
        package let date: CivilDate
        package let time: String?
        /// Whether date and time are those of UTC, since the text said how far from it they were.
        package let isUniversal: Bool
        /// The date as it was written, whatever it is in UTC.
        package let written: CivilDate
    }

    package let text: String
    package let hasTime: Bool
    /// Whether a text says itself which instant it means.
    package let hasOffset: Bool
    private let pieces: [Piece]
    /// For counts from 1970 how many make a minute.
    private let unitsPerMinute: Int?

    private static let counts = ["epoch": 60, "epoch-milliseconds": 60_000]

    /// Nil where year, month or day is missing, or a letter has no meaning.
    package init?(_ text: String) {
        self.text = text
        unitsPerMinute = Self.counts[text]
        if unitsPerMinute != nil {
            pieces = []
            hasTime = true
            hasOffset = true
            return
        }
        guard let pieces = Self.pieces(of: text) else { return nil }
        guard pieces.contains(.year) || pieces.contains(.shortYear),
            pieces.contains(.day) || pieces.contains(.ordinalDay),
            pieces.contains(.month) || pieces.contains(.monthName),
            pieces.contains(.halfDayHour) == pieces.contains(.halfDay)
        else { return nil }
        self.pieces = pieces
        hasTime = pieces.contains(.hour) || pieces.contains(.halfDayHour)
        hasOffset = hasTime && pieces.contains(.offset)
    }

    /// Nil where the text is written otherwise, or no such day or time exists.
    package func read(_ text: String) -> Reading? {
        if let unitsPerMinute { return Self.count(text, unitsPerMinute) }
        var scanner = DateScanner(text)
        guard pieces.allSatisfy({ scanner.take($0) }), scanner.isAtEnd,
            let date = CivilDate(year: scanner.year, month: scanner.month, day: scanner.day),
            let hour = scanner.hourOfDay, scanner.minute < 60, scanner.second < 60
        else { return nil }
        guard hasTime else {
            return Reading(date: date, time: nil, isUniversal: false, written: date)
        }
        guard let local = CivilDateTime(date: date, hour: hour, minute: scanner.minute) else {
            return nil
        }
        guard hasOffset else {
            return Reading(date: date, time: local.time, isUniversal: false, written: date)
        }
        return CivilDateTime(minuteNumber: local.minuteNumber - scanner.offset).map {
            Reading(date: $0.date, time: $0.time, isUniversal: true, written: date)
        }
    }

    /// Counts in this range have a date of four digits, and their minutes cannot overflow.
    private static let countMax = 1 << 53

    private static func count(_ text: String, _ unitsPerMinute: Int) -> Reading? {
        let whole = text.split(separator: ".", maxSplits: 1).first ?? ""
        guard let count = Int(whole), abs(count) <= countMax else { return nil }
        let minutes = (Double(count) / Double(unitsPerMinute)).rounded(.down)
        return CivilDateTime(minuteNumber: Int(minutes)).map {
            Reading(date: $0.date, time: $0.time, isUniversal: true, written: $0.date)
        }
    }

    private static func pieces(of text: String) -> [Piece]? {
        var pieces: [Piece] = []
        var rest = Substring(text)
        while let first = rest.first {
            if first == "'" {
                let quoted = rest.dropFirst().prefix { $0 != "'" }
                guard quoted.endIndex < rest.endIndex else { return nil }
                pieces += quoted.map { .literal($0) }
                rest = rest[rest.index(after: quoted.endIndex)...]
                continue
            }
            if rest.hasPrefix("do") {
                pieces.append(.ordinalDay)
                rest = rest.dropFirst(2)
                continue
            }
            let run = rest.prefix { $0 == first }
            if let piece = piece(first, run.count) {
                pieces.append(piece)
            } else {
                guard !first.isLetter else { return nil }
                pieces += run.map { .literal($0) }
            }
            rest = rest.dropFirst(run.count)
        }
        return pieces
    }

    private static func piece(_ letter: Character, _ count: Int) -> Piece? {
        switch (letter, count) {
        case ("y", 4): .year
        case ("y", 2): .shortYear
        case ("M", 1), ("M", 2): .month
        case ("M", 3), ("M", 4): .monthName
        case ("d", 1), ("d", 2): .day
        case ("E", 3), ("E", 4): .weekday
        case ("H", 1), ("H", 2): .hour
        case ("h", 1), ("h", 2): .halfDayHour
        case ("a", 1): .halfDay
        case ("m", 2): .minute
        case ("s", 2): .second
        case ("S", _): .fraction
        case ("Z", 1): .offset
        case ("T", 1): .literal("T")
        default: nil
        }
    }
}
