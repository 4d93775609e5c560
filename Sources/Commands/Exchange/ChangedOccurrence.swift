internal import Causality
internal import Lattice
internal import ReleaseModel

/// An occurrence of a series that somebody changed, as a calendar must be told of it.
struct ChangedOccurrence {
    let subject: ICalendarSubject
    /// When the series gave it.
    let original: Window
    /// When it takes place.
    let window: Window
    /// Whether the rule, as it stands, gives it.
    let isGiven: Bool
    /// Whether it does not take place.
    let isOff: Bool

    /// Nil for an entry that is none of the series.
    init?(_ subject: ICalendarSubject, of series: Document, _ first: Window) {
        let entry = subject.document
        guard let date = entry.string(CalendarEntry.originalDate).flatMap({ CivilDate($0) }),
            entry.value(CalendarEntry.series)?.entityValue == series.id,
            let original = first.moved(to: date)
        else { return nil }
        self.subject = subject
        self.original = original
        window = entry.value(CalendarEntry.when).flatMap { Window($0) } ?? original
        isGiven = SeriesExpansion.gives(series, on: date)
        isOff =
            entry.string(CalendarEntry.state) == "cancelled" || ArchiveClash.isArchived(entry)
    }
}
