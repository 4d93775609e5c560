package import History

/// What a repair fetched, and what nobody can bring back.
package struct RepairOutcome: Sendable {
    /// Damaged runs that the hub had; nil where it was not needed.
    package internal(set) var fetched: Int?
    /// Damaged runs that no hub has.
    package internal(set) var lostRuns: [RunOutline] = []
    /// The sequences of own changes, never sent, that are lost.
    package internal(set) var lostChanges: [UInt64] = []
    /// How many own changes behind a lost one were kept, under a new stream.
    package internal(set) var movedChanges = 0

    package var isLossy: Bool { !lostRuns.isEmpty || !lostChanges.isEmpty }
}
