package import Causality

/// One occurrence of a series: as its rule gives it, or as somebody changed it.
package struct SeriesOccurrence: Hashable, Sendable {
    /// The same on every replica, whoever changes it: hash(series, original date).
    package let id: EntityID
    package let series: EntityID
    /// The local date that the rule gives it, by which it is named for ever.
    package let originalDate: CivilDate
    /// When it takes place.
    package let window: Window
    package let title: String
    package let isCancelled: Bool
    /// Says that somebody took this one away: it is shown nowhere, though the rule gives it.
    package let isArchived: Bool
    /// Says that somebody changed this one.
    package let isChanged: Bool
    /// Says that the rule, as it stands now, gives no such occurrence any more.
    package let isDetached: Bool

    package init(
        id: EntityID, series: EntityID, originalDate: CivilDate, window: Window, title: String,
        isCancelled: Bool = false, isArchived: Bool = false, isChanged: Bool = false,
        isDetached: Bool = false
    ) {
        self.id = id
        self.series = series
        self.originalDate = originalDate
        self.window = window
        self.title = title
        self.isCancelled = isCancelled
        self.isArchived = isArchived
        self.isChanged = isChanged
        self.isDetached = isDetached
    }
}
