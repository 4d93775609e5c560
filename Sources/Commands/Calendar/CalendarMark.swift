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
    let title: String
    let window: Window
    /// What people must know beside the title: blocked by a freeze, cancelled, contested.
    let note: String
}
