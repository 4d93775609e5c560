internal import Causality
internal import Lattice
internal import ReleaseModel

/// Which state an item was in from when on, as the writes of its machine tell it.
struct StateHistory: Equatable {
    struct Step: Equatable {
        let milliseconds: UInt64
        let state: String
    }

    /// In the order of time; what stands before the first is the machine's first state.
    let steps: [Step]

    init(_ document: Document) {
        guard let guarded = document[Item.state.number]?.guarded else {
            steps = []
            return
        }
        let writes = guarded.entries.filter { $0.void == nil }.map(\.write)
            .sorted { $0.foldsBefore($1) }
        var steps: [Step] = []
        for write in writes {
            guard let state = write.value.parts.first?.string ?? write.value.string else {
                continue
            }
            // A clock that went back takes nothing back.
            let time = max(write.stamp.milliseconds, steps.last?.milliseconds ?? 0)
            steps.append(Step(milliseconds: time, state: state))
        }
        // Of rivals the order of the machine decides, which the last of them need not be.
        if let last = steps.last, let shown = document.string(Item.state), shown != last.state {
            steps.append(Step(milliseconds: last.milliseconds, state: shown))
        }
        self.steps = steps
    }
}
