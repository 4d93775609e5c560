internal import Lattice

/// Reads points and spans of civil time as people type them.
///
///     2026-11-12   2026-11-12T16:00   2026-11-12T16:00@Europe/Berlin   2026-11-12@anywhere
///     tomorrow     fri 16:00          friT16:00@Asia/Tokyo             2026-11-12..2026-11-14
struct MomentInput {
    let today: CivilDate
    let zone: String
    let zones: any ZoneRules

    func moment(_ text: String, _ field: FieldDefinition) throws -> Moment {
        let typed = FieldInput.trimmed(text)
        let halves = typed.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        let point = FieldInput.trimmed(halves.first ?? "")
        let place = halves.count == 2 ? String(halves[1]) : nil
        return try moment(point, place: place, field)
    }

    func window(_ text: String, _ field: FieldDefinition) throws -> Window {
        let typed = FieldInput.trimmed(text)
        let halves = typed.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        let place = halves.count == 2 ? String(halves[1]) : nil
        let points = Self.cut(String(halves.first ?? ""))
        let start = try moment(FieldInput.trimmed(points.first), place: place, field)
        let end = try moment(FieldInput.trimmed(points.last), place: place, field)
        guard let window = Window(start: start, end: end) else {
            throw DomainFailure.invalid(
                "\(field.name) must end after it begins, with both points a day or both a time.",
                hint: "For example 2026-11-12T10:00..2026-11-12T12:00@Europe/Berlin")
        }
        return window
    }

    /// Reads `09:00-17:00@Europe/Berlin`.
    func hours(_ text: String, _ field: FieldDefinition) throws -> Value {
        let halves = text.split(separator: "@", maxSplits: 1)
        let times = (halves.first ?? "").split(separator: "-").map { FieldInput.trimmed($0) }
        let place = try known(halves.count == 2 ? String(halves[1]) : zone)
        guard times.count == 2, let start = clock(times[0]), let end = clock(times[1]), start < end
        else {
            throw DomainFailure.invalid(
                "“\(TextRules.shown(text))” are no working hours.",
                hint: "For example 09:00-17:00@\(place)")
        }
        return .list([.text(start.time), .text(end.time), .text(place)])
    }

    /// A zone that the database knows.
    func known(_ text: String) throws -> String {
        let name = FieldInput.trimmed(text)
        guard zones.isKnown(name) else {
            throw DomainFailure.invalid(
                "There is no time zone “\(TextRules.shown(name))”.",
                hint: "Zones are named by area and city, for example Europe/Berlin.")
        }
        return name
    }

    private func moment(
        _ point: String, place: String?, _ field: FieldDefinition
    ) throws -> Moment {
        let (day, time) = Self.halves(of: point)
        let date = try self.date(day, field)
        guard let time else {
            guard let place else { return .date(date, .regional) }
            if let policy = Moment.Policy(rawValue: place) { return .date(date, policy) }
            return .dateIn(date, zone: try known(place))
        }
        guard let clock = clock(time),
            let local = CivilDateTime(date: date, hour: clock.hour, minute: clock.minute)
        else {
            throw DomainFailure.invalid(
                "“\(TextRules.shown(time))” is no time of day.", hint: "For example 16:00")
        }
        let zone = try known(place ?? zone)
        guard !zones.isSkipped(local, in: zone) else {
            throw DomainFailure.invalid(
                "In \(zone) there is no \(local.time) on \(date): clocks go forward over it.",
                hint: "Take a time before the change, or \(shown(local, zone)).")
        }
        return .local(local, zone: zone)
    }

    /// What clocks show at the moment at which they would show a time that they skip.
    private func shown(_ local: CivilDateTime, _ zone: String) -> String {
        zones.instant(of: local, in: zone).flatMap { zones.local(of: $0, in: zone) }
            .map { "\($0.date)T\($0.time), which is what they show then" } ?? "one after it"
    }

    private func date(_ text: String, _ field: FieldDefinition) throws -> CivilDate {
        if let date = CivilDate(text) ?? DateWords(today: today).date(text) { return date }
        if let reason = Self.nonexistent(text) { throw DomainFailure.invalid(reason) }
        throw DomainFailure.invalid(
            "“\(TextRules.shown(text))” is no date for \(field.name).",
            hint: "For example \(DateWords.examples).")
    }

    /// Says what is wrong with a date that has the form of one.
    private static func nonexistent(_ text: String) -> String? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 4, let year = Int(parts[0]),
            let month = Int(parts[1]), let day = Int(parts[2]), day >= 0, month >= 0, year >= 0
        else { return nil }
        guard (1...12).contains(month) else {
            return "There is no \(text): a year has 12 months."
        }
        guard parts[1].utf8.count == 2, parts[2].utf8.count == 2 else { return nil }
        let days = CivilDate.days(inMonth: month, of: year)
        return "There is no \(text): that month has \(days) days."
    }

    /// A day and a time, cut at a `T` before a digit or at a space.
    private static func halves(of point: String) -> (day: String, time: String?) {
        let characters = Array(point)
        for (place, character) in characters.enumerated().reversed()
        where character == "T" || character == " " {
            guard place + 1 < characters.count, characters[place + 1].isASCII,
                characters[place + 1].isNumber
            else { continue }
            return (
                FieldInput.trimmed(String(characters[..<place])),
                String(characters[(place + 1)...])
            )
        }
        return (point, nil)
    }

    private func clock(_ text: String) -> CivilDateTime? {
        let padded = text.utf8.count == 4 ? "0\(text)" : text
        return CivilDateTime("\(today)T\(padded)")
    }

    private static func cut(_ text: String) -> (first: String, last: String) {
        let bytes = Array(text.utf8)
        for place in bytes.indices.dropLast() where bytes[place] == 0x2e && bytes[place + 1] == 0x2e
        {
            return (
                String(decoding: bytes[..<place], as: UTF8.self),
                String(decoding: bytes[(place + 2)...], as: UTF8.self)
            )
        }
        return (text, text)
    }
}
