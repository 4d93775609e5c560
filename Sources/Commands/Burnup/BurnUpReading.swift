internal import Causality
internal import ReleaseModel
internal import Replication

/// Reads how much there was to do from the histories of the items that a filter lets through.
struct BurnUpReading {
    let view: ReplicaView
    let session: Session
    /// Counts the sizes of items instead of the items.
    let bySize: Bool

    /// Nil where no item is like that.
    ///
    /// From a later day on, what was last changed before it, and before what a forecast draws from, is taken as it
    /// is now: its history ended before anything of it is shown.
    func burnUp(_ filter: ListFilter, from: CivilDate?) throws -> BurnUp? {
        let today = try session.today()
        let drawn = today.dayNumber - BurnUpForecast.daysDrawnMax
        let settled = from.map { min($0.dayNumber, drawn) }
        var items: [(weight: Int, steps: [BurnUp.Step])] = []
        try view.forEach(
            """
            SELECT id, created_at, changed_at, state, size,
              changed_at > created_at OR state <> 'inbox' AS moved
            FROM item WHERE \(filter.condition)
            """, filter.arguments
        ) { record in
            guard let id = record.text("id").flatMap(ReplicaView.identifier) else { return }
            let weight = bySize ? max(0, Int(clamping: record.integer("size") ?? 1)) : 1
            let made = day(record.integer("created_at") ?? 0)
            var steps = [BurnUp.Step(day: made, isInScope: true, isDone: false)]
            // What was never written to again has no history to look at.
            let changed = day(record.integer("changed_at") ?? 0)
            if let settled, changed < settled {
                steps.append(Self.step(on: max(made, changed), record.text("state") ?? ""))
            } else if record.integer("moved") == 1, let document = try view.document(id) {
                steps += StateHistory(document).steps.map { step in
                    Self.step(
                        on: max(made, day(Int64(clamping: step.milliseconds))), step.state)
                }
            }
            items.append((min(weight, Self.weightMax), steps))
        }
        return BurnUp(items, until: today)
    }

    /// Sizes are whatever people wrote, and must add up.
    private static let weightMax = 1_000_000

    private static func step(on day: Int, _ state: String) -> BurnUp.Step {
        BurnUp.Step(day: day, isInScope: state != "dropped", isDone: state == "done")
    }

    private func day(_ milliseconds: Int64) -> Int {
        let minute = Int(clamping: milliseconds / 60_000)
        let local = session.environment.zones.local(of: minute, in: session.zones[0])
        return local?.date.dayNumber ?? minute / 1440
    }
}
