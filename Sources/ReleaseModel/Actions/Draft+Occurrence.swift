package import Causality
internal import Lattice

// One occurrence of a series, named by the local date that the rule gives it. Who changes it writes the
// entry that stands for it; two who do so without knowing of each other write one entry.
//
// An exception is one thing: that it does not take place, or that it does and when. It fills two
// fields, so who says when also says again that it takes place. One who skips and one who moves
// without knowing of each other thus meet in `state`: it is read as cancelled, the safer of the two
// since nobody travels in vain, with a card; the other time is kept and comes back with "confirmed".

extension Draft {
    /// Lets one occurrence take place at another time, also where it was skipped before.
    @discardableResult
    package mutating func move(
        occurrenceOf series: EntityID, on date: CivilDate, to window: Window
    ) throws -> EntityID {
        let entry = try occurrence(of: series, on: date)
        try move(entry: entry, to: window.value)
        try revive(entry)
        return entry
    }

    /// Gives an entry another time; of an occurrence that takes place this says that it does.
    mutating func move(entry: EntityID, to window: Value) throws {
        let count = operations.count
        try set(entry, CalendarEntry.when, window)
        if operations.count > count { try confirmOccurrence(entry) }
    }

    /// Lets one occurrence not take place; it stays on the calendar as cancelled.
    @discardableResult
    package mutating func skip(
        occurrenceOf series: EntityID, on date: CivilDate
    ) throws -> EntityID {
        let entry = try occurrence(of: series, on: date)
        try set(entry, CalendarEntry.state, .text("cancelled"))
        return entry
    }

    /// Lets one occurrence be again what the rule says; nothing is written where it is that already.
    @discardableResult
    package mutating func restore(
        occurrenceOf series: EntityID, on date: CivilDate
    ) throws -> EntityID {
        let id = DerivedIdentifier.occurrence(of: series, on: date)
        guard let entry = try document(id), entry.creation != nil else {
            try judge(series, date)
            return id
        }
        if entry.value(CalendarEntry.title).map({ $0 != .none }) ?? false {
            try set(id, CalendarEntry.title, .none)
        }
        if entry.value(CalendarEntry.when).map({ $0 != .none }) ?? false {
            try move(entry: id, to: .none)
        }
        try revive(id)
        return id
    }

    private mutating func revive(_ entry: EntityID) throws {
        if try existing(entry).string(CalendarEntry.state) == "cancelled" {
            try set(entry, CalendarEntry.state, .text("confirmed"))
        }
        try unarchive(entry)
    }

    private mutating func confirmOccurrence(_ entry: EntityID) throws {
        let document = try existing(entry)
        guard document.value(CalendarEntry.series)?.entityValue != nil else { return }
        let state = document.string(CalendarEntry.state) ?? "confirmed"
        guard state != "cancelled" else { return }
        try set(entry, CalendarEntry.state, .text(.init(state)), anew: true)
    }

    private mutating func occurrence(
        of series: EntityID, on date: CivilDate
    ) throws -> EntityID {
        let id = DerivedIdentifier.occurrence(of: series, on: date)
        if try document(id)?.creation != nil { return id }
        try judge(series, date)
        try create(.entry, id)
        try set(id, CalendarEntry.series, .entity(series))
        try set(id, CalendarEntry.originalDate, .text(.init(date.description)))
        return id
    }

    /// Only what the rule gives can be changed; a slip is met with the days that may be meant.
    private mutating func judge(_ series: EntityID, _ date: CivilDate) throws {
        let document = try existing(series)
        guard !SeriesExpansion.gives(document, on: date) else { return }
        let start = date.adding(days: -Self.daysLookedAt) ?? date
        let end = date.adding(days: Self.daysLookedAt) ?? date
        let days = SeriesExpansion.occurrences(of: document, within: start...end)
            .map(\.originalDate)
        let near = [days.last { $0 < date }, days.first { $0 > date }].compactMap { $0 }
        throw DomainFailure.notFound(
            "\(document.title ?? "The series") has nothing on \(date).",
            hint: near.isEmpty
                ? "See its rule: rail series show \(Crockford.text(series))"
                : "It has on \(near.map(\.description).joined(separator: " and on ")).")
    }

    /// Rules of three months apart are rare; a hint need not find them.
    private static let daysLookedAt = 92
}
