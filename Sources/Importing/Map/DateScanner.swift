/// Reads one text piece by piece as a date format asks.
struct DateScanner {
    private(set) var year = 0
    private(set) var month = 0
    private(set) var day = 0
    private(set) var minute = 0
    private(set) var second = 0
    /// Minutes that the writer's clock was ahead of UTC.
    private(set) var offset = 0
    private var hour = 0
    private var isAfternoon: Bool?
    private var rest: Substring

    init(_ text: String) { rest = Substring(text) }

    var isAtEnd: Bool { rest.isEmpty }

    /// The hour from 0 to 23; nil where a half day has none such.
    var hourOfDay: Int? {
        guard let isAfternoon else { return hour < 24 ? hour : nil }
        guard (1...12).contains(hour) else { return nil }
        return hour % 12 + (isAfternoon ? 12 : 0)
    }

    /// False where the text goes on otherwise.
    mutating func take(_ piece: DateFormat.Piece) -> Bool {
        switch piece {
        case .literal(let character): return rest.popFirst() == character
        case .year: return number(digits: 4).map { year = $0 } != nil
        case .shortYear: return number(digits: 2).map { year = 2000 + $0 } != nil
        case .month: return number(digits: 2).map { month = $0 } != nil
        case .monthName: return name(among: Self.months).map { month = $0 + 1 } != nil
        case .day: return number(digits: 2).map { day = $0 } != nil
        case .ordinalDay: return number(digits: 2).map { day = $0 } != nil && takeOrdinal()
        case .weekday: return name(among: Self.weekdays) != nil
        case .hour, .halfDayHour: return number(digits: 2).map { hour = $0 } != nil
        case .minute: return number(digits: 2).map { minute = $0 } != nil
        case .second: return number(digits: 2).map { second = $0 } != nil
        case .fraction: return number(digits: 9) != nil
        case .halfDay: return takeHalfDay()
        case .offset: return takeOffset()
        }
    }

    private mutating func number(digits most: Int) -> Int? {
        let digits = rest.prefix(most).prefix { $0.isASCII && $0.isNumber }
        rest = rest.dropFirst(digits.count)
        return Int(digits)
    }

    private mutating func takeOrdinal() -> Bool {
        let ending = rest.prefix(2).lowercased()
        rest = rest.dropFirst(2)
        return ["st", "nd", "rd", "th"].contains(ending)
    }

    private mutating func takeHalfDay() -> Bool {
        switch rest.prefix(2).lowercased() {
        case "am": isAfternoon = false
        case "pm": isAfternoon = true
        default: return false
        }
        rest = rest.dropFirst(2)
        return true
    }

    /// `Z`, `+02:00`, `+0200` or `+02`.
    private mutating func takeOffset() -> Bool {
        guard let sign = rest.popFirst() else { return false }
        if sign == "Z" || sign == "z" { return true }
        guard sign == "+" || sign == "-", let hours = number(digits: 2), hours <= 18 else {
            return false
        }
        if rest.first == ":" { rest.removeFirst() }
        let minutes = rest.isEmpty ? 0 : number(digits: 2) ?? 60
        guard minutes < 60 else { return false }
        offset = (hours * 60 + minutes) * (sign == "-" ? -1 : 1)
        return true
    }

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december",
    ]
    private static let weekdays = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ]

    /// The place of a name of which at least three letters are there.
    private mutating func name(among names: [String]) -> Int? {
        let word = rest.prefix { $0.isLetter }.lowercased()
        guard word.count >= 3, let place = names.firstIndex(where: { $0.hasPrefix(word) }) else {
            return nil
        }
        rest = rest.drop { $0.isLetter }
        return place
    }
}
