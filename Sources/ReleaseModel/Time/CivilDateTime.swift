/// A day and a minute of it, as a clock on a wall shows them; which instant that is depends on the zone.
package struct CivilDateTime: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let date: CivilDate
    package let hour: Int
    package let minute: Int

    package init?(date: CivilDate, hour: Int, minute: Int) {
        guard (0...23).contains(hour), (0...59).contains(minute) else { return nil }
        self.date = date
        self.hour = hour
        self.minute = minute
    }

    /// Reads `2026-11-12T16:00`; nil for any other form or a time that does not exist.
    package init?(_ text: some StringProtocol) {
        let halves = text.split(separator: "T", omittingEmptySubsequences: false)
        guard halves.count == 2, let date = CivilDate(halves[0]) else { return nil }
        let parts = halves[1].split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }),
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let hour = Int(parts[0]), let minute = Int(parts[1])
        else { return nil }
        self.init(date: date, hour: hour, minute: minute)
    }

    /// The date-time so many minutes after 1970-01-01T00:00.
    package init?(minuteNumber: Int) {
        let days = minuteNumber >= 0 ? minuteNumber / 1440 : (minuteNumber - 1439) / 1440
        let rest = minuteNumber - days * 1440
        guard let date = CivilDate(dayNumber: days) else { return nil }
        self.init(date: date, hour: rest / 60, minute: rest % 60)
    }

    /// Minutes since 1970-01-01T00:00 on the same wall.
    package var minuteNumber: Int { date.dayNumber * 1440 + hour * 60 + minute }

    package var time: String { "\(CivilDate.padded(hour, 2)):\(CivilDate.padded(minute, 2))" }

    package var description: String { "\(date)T\(time)" }

    package static func < (left: CivilDateTime, right: CivilDateTime) -> Bool {
        left.minuteNumber < right.minuteNumber
    }
}
