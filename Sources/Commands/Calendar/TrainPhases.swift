internal import ReleaseModel

/// When a train is in which phase, as its plan says it: each phase ends with a milestone.
///
///     boarding ──freeze──▶ locked ──candidate──▶ rehearsing ──go──▶ departing ──departure
///
/// A phase whose milestone has no date, or one that lies before the phase begins, is no stretch of its own.
struct TrainPhases {
    struct Stretch: Equatable {
        let phase: String
        let span: Range<Int>
    }

    let stretches: [Stretch]

    /// The phases, with the kind of milestone that ends each.
    private static let plan = [
        ("boarding", "freeze"), ("locked", "candidate"), ("rehearsing", "go"),
    ]
    private static let last = "departing"
    /// What a train without any milestone is until it leaves.
    private static let unplanned = "planned"

    /// Takes the earliest milestone of each kind, and when the train was made, in minutes since 1970.
    init(from start: Int, until departure: Int?, _ milestones: [String: Int]) {
        var stretches: [Stretch] = []
        var place = start
        let known = Self.plan.filter { milestones[$0.1] != nil }
        for (phase, kind) in known {
            guard let end = milestones[kind], end > place else { continue }
            stretches.append(Stretch(phase: phase, span: place..<end))
            place = end
        }
        if let departure, departure > place {
            let phase = known.isEmpty ? Self.unplanned : Self.last
            stretches.append(Stretch(phase: phase, span: place..<departure))
        }
        self.stretches = stretches
    }
}
