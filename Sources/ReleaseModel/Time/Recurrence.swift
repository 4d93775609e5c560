/// The rule of a series: a subset of RFC 5545 (FREQ, INTERVAL, BYDAY without numbers, COUNT, UNTIL).
package struct Recurrence: Hashable, Sendable, CustomStringConvertible {
    package enum Frequency: String, Sendable, CaseIterable {
        case daily = "DAILY"
        case weekly = "WEEKLY"
        case monthly = "MONTHLY"
    }

    /// A rule without an end is expanded only inside the span that somebody looks at, never further than this.
    package static let occurrencesMax = 10_000

    /// The days of all years that have a form: no rule steps more often.
    private static let stepsMax = 3_660_000

    private static let dayNames = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]

    package let frequency: Frequency
    package let interval: Int
    /// ISO weekdays, ascending; empty means the weekday of the first occurrence.
    package let weekdays: [Int]
    package let count: Int?
    package let until: CivilDate?

    /// Reads `FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;COUNT=10`; nil for a rule outside the subset.
    package init?(_ text: some StringProtocol) {
        var parts: [String: String] = [:]
        for part in text.split(separator: ";") {
            let halves = part.split(separator: "=", maxSplits: 1)
            guard halves.count == 2 else { return nil }
            parts[halves[0].uppercased()] = halves[1].uppercased()
        }
        guard let frequency = parts.removeValue(forKey: "FREQ").flatMap(Frequency.init) else {
            return nil
        }
        self.frequency = frequency
        let interval = parts.removeValue(forKey: "INTERVAL").map { Int($0) ?? 0 } ?? 1
        guard (1...1000).contains(interval) else { return nil }
        self.interval = interval
        var weekdays: [Int] = []
        for name in parts.removeValue(forKey: "BYDAY")?.split(separator: ",") ?? [] {
            guard let day = Self.dayNames.firstIndex(of: String(name)) else { return nil }
            weekdays.append(day + 1)
        }
        guard weekdays.isEmpty || frequency == .weekly else { return nil }
        self.weekdays = Set(weekdays).sorted()
        let count = parts.removeValue(forKey: "COUNT").map { Int($0) ?? 0 }
        guard count.map({ (1...Self.occurrencesMax).contains($0) }) ?? true else { return nil }
        self.count = count
        let until = parts.removeValue(forKey: "UNTIL")
        self.until = until.flatMap { CivilDate($0) }
        guard parts.isEmpty, until == nil || self.until != nil else { return nil }
    }

    package var description: String {
        var parts = ["FREQ=\(frequency.rawValue)"]
        if interval != 1 { parts.append("INTERVAL=\(interval)") }
        if !weekdays.isEmpty {
            parts.append("BYDAY=" + weekdays.map { Self.dayNames[$0 - 1] }.joined(separator: ","))
        }
        if let count { parts.append("COUNT=\(count)") }
        if let until { parts.append("UNTIL=\(until)") }
        return parts.joined(separator: ";")
    }

    /// The local dates of the occurrences that fall inside a span, given the first one's date.
    package func dates(from first: CivilDate, within span: ClosedRange<CivilDate>) -> [CivilDate] {
        var dates: [CivilDate] = []
        var made = 0
        var step = firstStep(from: first, near: span.lowerBound)
        while made < min(count ?? .max, Self.occurrencesMax), step < Self.stepsMax {
            let group = candidates(from: first, step: step)
            step += 1
            if let start = group.first, start > min(until ?? span.upperBound, span.upperBound) {
                break
            }
            for date in group where date >= first && made < (count ?? .max) {
                if let until, date > until { return dates }
                made += 1
                if span.contains(date) { dates.append(date) }
            }
        }
        return dates
    }

    /// The step at which to begin: a rule that counts must be counted from its first occurrence.
    private func firstStep(from first: CivilDate, near start: CivilDate) -> Int {
        guard count == nil, start > first else { return 0 }
        let days = start.dayNumber - first.dayNumber
        let longest =
            switch frequency {
            case .daily: 1
            case .weekly: 7
            case .monthly: 31
            }
        return max(0, days / (longest * interval) - 1)
    }

    /// The dates of the period that lies `step` intervals after the first; none where a month is too short.
    private func candidates(from first: CivilDate, step: Int) -> [CivilDate] {
        switch frequency {
        case .daily: return [first.adding(days: step * interval)].compactMap { $0 }
        case .monthly: return [first.adding(months: step * interval)].compactMap { $0 }
        case .weekly:
            let days = weekdays.isEmpty ? [first.weekday] : weekdays
            return days.compactMap {
                first.adding(days: step * interval * 7 + $0 - first.weekday)
            }
        }
    }
}
