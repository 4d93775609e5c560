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
    func burnUp(_ filter: ListFilter) throws -> BurnUp? {
        let today = try session.today()
        var items: [(weight: Int, steps: [BurnUp.Step])] = []
        try view.forEach(
            """
            SELECT id, created_at, state, size, changed_at > created_at OR state <> 'inbox' AS moved
            FROM item WHERE \(filter.condition)
            """, filter.arguments
        ) { record in
            guard let id = record.text("id").flatMap(ReplicaView.identifier) else { return }
            let weight = bySize ? max(0, Int(clamping: record.integer("size") ?? 1)) : 1
            let made = day(record.integer("created_at") ?? 0)
            var steps = [BurnUp.Step(day: made, isInScope: true, isDone: false)]
            // What was never written to again has no history to look at.
            if record.integer("moved") == 1, let document = try view.document(id) {
                steps += StateHistory(document).steps.map { step in
                    BurnUp.Step(
                        day: max(made, day(Int64(clamping: step.milliseconds))),
                        isInScope: step.state != "dropped", isDone: step.state == "done")
                }
            }
            items.append((min(weight, Self.weightMax), steps))
        }
        return BurnUp(items, until: today)
    }

    /// Sizes are whatever people wrote, and must add up.
    private static let weightMax = 1_000_000

    private func day(_ milliseconds: Int64) -> Int {
        let minute = Int(clamping: milliseconds / 60_000)
        let local = session.environment.zones.local(of: minute, in: session.zones[0])
        return local?.date.dayNumber ?? minute / 1440
    }
}
