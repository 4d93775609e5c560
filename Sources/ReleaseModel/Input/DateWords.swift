/// Days as people say them, counted from a given today.
///
///     today tomorrow yesterday · mon .. sun (the next such day) · last-mon .. last-sun · 3d 2w 1m 1y
///     sow som soq soy (the first day of this week, month, quarter, year) · eow eom eoq eoy (the last)
package struct DateWords: Hashable, Sendable {
    /// What `hint` of a failed input shows.
    package static let examples = "2026-11-12, today, tomorrow, fri, 2w, eow"

    /// Ten thousand days ahead is no plan, and counting must not leave the calendar.
    package static let countMax = 9_999

    private static let weekdays = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ]

    package let today: CivilDate

    package init(today: CivilDate) { self.today = today }

    /// The day that a word means; nil for any other word or a day outside the calendar.
    package func date(_ text: some StringProtocol) -> CivilDate? {
        let word = text.lowercased()
        switch word {
        case "today", "tod": return today
        case "tomorrow", "tom": return today.adding(days: 1)
        case "yesterday": return today.adding(days: -1)
        case "sow": return today.adding(days: 1 - today.weekday)
        case "som": return start(ofMonth: today.month)
        case "soq": return start(ofMonth: (today.month - 1) / 3 * 3 + 1)
        case "soy": return start(ofMonth: 1)
        case "eow": return today.adding(days: 7 - today.weekday)
        case "eom": return end(ofMonth: today.month)
        case "eoq": return end(ofMonth: (today.month - 1) / 3 * 3 + 3)
        case "eoy": return end(ofMonth: 12)
        default: return weekday(word) ?? distance(word)
        }
    }

    private func start(ofMonth month: Int) -> CivilDate? {
        CivilDate(year: today.year, month: month, day: 1)
    }

    private func end(ofMonth month: Int) -> CivilDate? {
        CivilDate(
            year: today.year, month: month,
            day: CivilDate.days(inMonth: month, of: today.year))
    }

    /// The next such day after today: on a Friday, `fri` is in a week, and `last-fri` was a week ago.
    private func weekday(_ word: String) -> CivilDate? {
        let isBack = word.hasPrefix(Self.last)
        let name = isBack ? word.dropFirst(Self.last.count) : word[...]
        guard name.utf8.count >= 3,
            let place = Self.weekdays.firstIndex(where: { $0.hasPrefix(name) })
        else { return nil }
        let ahead = (place + 1 - today.weekday + 7) % 7
        if isBack { return today.adding(days: ahead - 7) }
        return today.adding(days: ahead == 0 ? 7 : ahead)
    }

    private static let last = "last-"

    private func distance(_ word: String) -> CivilDate? {
        let isBack = word.hasPrefix("-")
        let rest = isBack || word.hasPrefix("+") ? word.dropFirst() : word[...]
        guard let unit = rest.last, let count = Int(rest.dropLast()),
            (0...Self.countMax).contains(count)
        else { return nil }
        let signed = isBack ? -count : count
        switch unit {
        case "d": return today.adding(days: signed)
        case "w": return today.adding(days: 7 * signed)
        case "m": return shifted(byMonths: signed)
        case "y": return shifted(byMonths: 12 * signed)
        default: return nil
        }
    }

    /// The same day of another month, or that month's last where it is shorter.
    private func shifted(byMonths months: Int) -> CivilDate? {
        let count = today.year * 12 + today.month - 1 + months
        guard count >= 12 else { return nil }
        let (year, month) = (count / 12, count % 12 + 1)
        let last = CivilDate.days(inMonth: month, of: year)
        return CivilDate(year: year, month: month, day: min(today.day, last))
    }
}
