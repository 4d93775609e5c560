/// A day of the Gregorian calendar, checked: 30 February is none.
package struct CivilDate: Hashable, Sendable {
    package let year: Int
    package let month: Int
    package let day: Int

    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month),
            (1...Self.days(in: month, of: year)).contains(day)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Reads exactly `yyyy-MM-dd`.
    package init?(_ text: String) {
        let units = Array(text.utf8.prefix(11))
        guard units.count == 10, units[4] == 0x2d, units[7] == 0x2d,
            let year = Self.number(units[0..<4]), let month = Self.number(units[5..<7]),
            let day = Self.number(units[8..<10])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// Written `yyyy-MM-dd`.
    package var text: String {
        "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))"
    }

    /// 0 for Monday to 6 for Sunday.
    ///
    /// Source: Zeller's congruence (1886), shifted to Monday.
    package var weekday: Int {
        let shifted = month < 3 ? month + 12 : month
        let running = month < 3 ? year - 1 : year
        let century = running / 100
        let inCentury = running % 100
        let saturdayFirst =
            (day + 13 * (shifted + 1) / 5 + inCentury + inCentury / 4 + century / 4
                + 5 * century) % 7
        return (saturdayFirst + 5) % 7
    }

    package static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }

    private static func number(_ units: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for unit in units {
            guard (0x30...0x39).contains(unit) else { return nil }
            value = value * 10 + Int(unit - 0x30)
        }
        return value
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
