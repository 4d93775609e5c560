internal import Causality

/// A freeze that is in force, as it lies on a timeline.
struct TimelineFreeze {
    let id: EntityID
    let title: String
    let span: Range<Int>
    /// Empty binds everything.
    let scope: Set<EntityID>

    func binds(_ row: TimelineRow) -> Bool {
        scope.isEmpty || !scope.isDisjoint(with: row.scope)
    }
}
