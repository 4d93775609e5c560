internal import ReleaseModel

/// What the clocks of one zone show along a timeline.
///
/// Where a cell is a day or more, dates; where the hours are seen, days and hours, and below them the night:
///
///     Tokyo    Mon 23   09 12 15 18 21 Tue 24
///              ░░░░░░░              ░░░░░░░░░
struct ZoneRuler {
    let scale: TimelineScale
    let zone: String
    let zones: any ZoneRules

    /// The hours in which nobody should be called: from ten in the evening to seven in the morning.
    static let night = (begins: 22, ends: 7)
    /// The hours in which people meet, from Monday to Friday.
    static let office = (begins: 9, ends: 18)

    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    /// A date and a blank on either side.
    private static let dateCells = 7
    private static let hours = [12, 6, 18, 3, 9, 15, 21]

    /// The name of the city, as in the agenda.
    var name: String {
        let name = zone.split(separator: "/").last.map(String.init) ?? zone
        return String(name.map { $0 == "_" ? " " : $0 })
    }

    /// The shade of night, a character a cell; nil where no hours are seen.
    func nights(_ shade: Character) -> [Character]? {
        guard scale.showsHours else { return nil }
        return (0..<scale.count).map { cell in
            isNight(scale.instant(of: cell) + scale.step / 2) ? shade : " "
        }
    }

    /// Dates, days and hours, a character a cell.
    var labels: [Character] {
        var cells = [Character](repeating: " ", count: scale.count)
        var taken = [Bool](repeating: false, count: scale.count)
        func put(_ text: String, at cell: Int) {
            let end = cell + text.count
            guard end <= scale.count,
                !taken[max(0, cell - 1)..<min(scale.count, end + 1)].contains(true)
            else { return }
            for (place, character) in zip(cell..<end, text) {
                cells[place] = character
                taken[place] = true
            }
        }
        guard scale.showsHours else {
            for cell in stride(from: 0, to: scale.count, by: Self.dateCells) {
                put(String(date(of: cell).dropFirst(5)), at: cell)
            }
            return cells
        }
        for cell in 0..<scale.count {
            if let day = dayBegun(in: cell) { put(Self.text(day), at: cell) }
        }
        for hour in Self.hours {
            for cell in 0..<scale.count where begins(hour, in: cell) {
                put(hour < 10 ? "0\(hour)" : "\(hour)", at: cell)
            }
        }
        return cells
    }

    /// Whether people are at work in the whole of a cell.
    func isOffice(_ cell: Int) -> Bool {
        [scale.instant(of: cell), scale.instant(of: cell) + scale.step - 1].allSatisfy { instant in
            guard let local = zones.local(of: instant, in: zone) else { return false }
            return local.date.weekday <= 5
                && (Self.office.begins..<Self.office.ends).contains(local.hour)
        }
    }

    private func isNight(_ instant: Int) -> Bool {
        guard let hour = zones.local(of: instant, in: zone)?.hour else { return false }
        return hour >= Self.night.begins || hour < Self.night.ends
    }

    /// The day of a cell by its middle: a cell that begins at midnight may begin an hour earlier once clocks
    /// were changed.
    private func date(of cell: Int) -> String {
        let middle = scale.instant(of: cell) + min(scale.step, TimelineScale.day) / 2
        return zones.local(of: middle, in: zone)?.date.description ?? ""
    }

    private func dayBegun(in cell: Int) -> CivilDate? {
        guard let (before, last) = ends(of: cell) else { return nil }
        return cell == 0 || before.date != last.date ? last.date : nil
    }

    private func begins(_ hour: Int, in cell: Int) -> Bool {
        guard let (before, last) = ends(of: cell) else { return false }
        let mark = last.date.dayNumber * TimelineScale.day + hour * 60
        return before.minuteNumber < mark && mark <= last.minuteNumber
    }

    /// What clocks show a minute before a cell, and in its last minute.
    private func ends(of cell: Int) -> (before: CivilDateTime, last: CivilDateTime)? {
        let start = scale.instant(of: cell)
        guard let before = zones.local(of: start - 1, in: zone),
            let last = zones.local(of: start + scale.step - 1, in: zone)
        else { return nil }
        return (before, last)
    }

    private static func text(_ day: CivilDate) -> String {
        "\(weekdays[day.weekday - 1]) \(day.day < 10 ? "0" : "")\(day.day)"
    }
}
