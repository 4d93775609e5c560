internal import Causality

/// One row of a timeline: a train, a release or a team, with what lies on it.
struct TimelineRow {
    /// A stretch of it: a phase of a train, or the window of a release.
    struct Bar {
        let id: EntityID
        let isPhase: Bool
        let title: String
        let span: Range<Int>
        /// The letter that it begins with.
        let letter: String
    }

    /// A point of it.
    struct Mark {
        let id: EntityID
        let kind: CalendarMark.Kind
        let title: String
        let at: Int
    }

    let name: String
    /// The brake that is pulled; empty where none is.
    var brake = ""
    /// 1 for a release under its train.
    let depth: Int
    /// What the scope of a freeze can name to bind it.
    let scope: Set<EntityID>
    var bars: [Bar] = []
    var marks: [Mark] = []

    /// What stands before the row.
    var label: String { brake.isEmpty ? name : "\(name) (\(brake))" }

    func touches(_ span: Range<Int>) -> Bool {
        bars.contains { $0.span.overlaps(span) } || marks.contains { span.contains($0.at) }
    }
}
