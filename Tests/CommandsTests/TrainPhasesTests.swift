import Testing

@testable import Commands

/// When a train is in which phase, by its milestones.
@Suite struct TrainPhasesTests {
    private func text(_ phases: TrainPhases) -> String {
        phases.stretches.map { "\($0.phase) \($0.span.lowerBound)-\($0.span.upperBound)" }
            .joined(separator: ", ")
    }

    @Test func `each phase ends with its milestone, the last with the departure`() {
        let phases = TrainPhases(
            from: 0, until: 100, ["freeze": 30, "candidate": 50, "go": 80, "ship": 100])
        #expect(text(phases) == "boarding 0-30, locked 30-50, rehearsing 50-80, departing 80-100")
    }

    @Test func `what has no milestone is no stretch of its own`() {
        #expect(
            text(TrainPhases(from: 0, until: 100, ["candidate": 50]))
                == "locked 0-50, departing 50-100")
        #expect(text(TrainPhases(from: 0, until: 100, [:])) == "planned 0-100")
        #expect(text(TrainPhases(from: 0, until: nil, ["freeze": 30])) == "boarding 0-30")
        #expect(TrainPhases(from: 0, until: nil, [:]).stretches.isEmpty)
    }

    @Test func `dates in the wrong order leave no stretch that ends before it begins`() {
        #expect(
            text(TrainPhases(from: 40, until: 60, ["freeze": 30, "candidate": 90, "go": 70]))
                == "locked 40-90")
        #expect(text(TrainPhases(from: 40, until: 20, [:])).isEmpty)
    }
}
