internal import Causality
internal import ReleaseModel

/// One thing on the calendar, whatever entity it comes from.
struct CalendarMark {
    /// The letter stands in the grid, so that nothing depends on colour.
    enum Kind: String, CaseIterable {
        case freeze = "F"
        case departure = "D"
        case milestone = "M"
        case release = "R"
        case entry = "E"

        var word: String {
            switch self {
            case .freeze: "freeze"
            case .departure: "departure"
            case .milestone: "milestone"
            case .release: "release"
            case .entry: "entry"
            }
        }
    }

    let kind: Kind
    /// What commands take: the thing itself, for an unchanged occurrence its series.
    let id: EntityID
    let title: String
    let window: Window
    /// What people must know beside the title: blocked by a freeze, cancelled, contested.
    let note: String
    /// The occurrence that it is, where it is one of a series.
    var occurrence: SeriesOccurrence?
}
