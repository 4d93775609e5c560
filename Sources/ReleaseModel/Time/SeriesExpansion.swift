internal import Causality
package import Lattice

/// The occurrences of a series that touch a span of days.
///
/// A changed occurrence is an entry that bears the derived identifier of its original date, so two
/// replicas that change the same one change one thing. It is shown where it was moved to, and stays
/// even where a later rule would no longer give it.
package enum SeriesExpansion {
    /// `overrides` are the entries that name this series; others are passed over.
    package static func occurrences(
        of series: Document, within span: ClosedRange<CivilDate>, overrides: [Document] = []
    ) -> [SeriesOccurrence] {
        guard series.entityKind == .series, !ArchiveClash.isArchived(series),
            let first = series.value(Series.first).flatMap({ Window($0) })
        else { return [] }
        let rule = series.string(Series.rule).flatMap { Recurrence($0) }
        var changed: [EntityID: Document] = [:]
        for entry in overrides
        where entry.value(CalendarEntry.series)?.entityValue == series.id {
            changed[entry.id] = entry
        }
        var found: [SeriesOccurrence] = []
        for date in dates(rule, from: first, within: span) {
            guard let window = first.moved(to: date) else { continue }
            let id = DerivedIdentifier.occurrence(of: series.id, on: date)
            let plain = SeriesOccurrence(
                id: id, series: series.id, originalDate: date, window: window,
                title: series.title ?? "")
            found.append(
                changed.removeValue(forKey: id).map { merged(plain, $0, isDetached: false) }
                    ?? plain)
        }
        // Moved into the span from outside it, or given by an earlier rule.
        for entry in changed.values {
            guard let date = entry.string(CalendarEntry.originalDate).flatMap({ CivilDate($0) }),
                entry.id == DerivedIdentifier.occurrence(of: series.id, on: date),
                let window = first.moved(to: date)
            else { continue }
            let isGiven = dates(rule, from: first, within: date...date).contains(date)
            let plain = SeriesOccurrence(
                id: entry.id, series: series.id, originalDate: date, window: window,
                title: series.title ?? "")
            found.append(merged(plain, entry, isDetached: !isGiven))
        }
        return found.filter { $0.window.touches(span) }.sorted {
            ($0.window.start.date, $0.originalDate) < ($1.window.start.date, $1.originalDate)
        }
    }

    /// Says whether the rule, as it stands, gives an occurrence that begins on a day.
    package static func gives(_ series: Document, on date: CivilDate) -> Bool {
        guard let first = series.value(Series.first).flatMap({ Window($0) }) else { return false }
        let rule = series.string(Series.rule).flatMap { Recurrence($0) }
        return dates(rule, from: first, within: date...date).contains(date)
    }

    /// Occurrences that begin before the span may reach into it.
    private static func dates(
        _ rule: Recurrence?, from first: Window, within span: ClosedRange<CivilDate>
    ) -> [CivilDate] {
        let start = first.start.date
        let length = first.end.date.dayNumber - start.dayNumber
        let lower = span.lowerBound.adding(days: -length) ?? span.lowerBound
        guard let rule else {
            return lower <= start && start <= span.upperBound ? [start] : []
        }
        return rule.dates(from: start, within: lower...span.upperBound)
    }

    private static func merged(
        _ plain: SeriesOccurrence, _ entry: Document, isDetached: Bool
    ) -> SeriesOccurrence {
        let isCancelled = entry.string(CalendarEntry.state) == "cancelled"
        let isArchived = ArchiveClash.isArchived(entry)
        let window = entry.value(CalendarEntry.when).flatMap { Window($0) } ?? plain.window
        let title = entry.title ?? plain.title
        return SeriesOccurrence(
            id: plain.id, series: plain.series, originalDate: plain.originalDate,
            window: window, title: title, isCancelled: isCancelled, isArchived: isArchived,
            isChanged: isCancelled || isArchived || window != plain.window
                || title != plain.title,
            isDetached: isDetached)
    }
}
