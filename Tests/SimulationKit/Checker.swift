/// The properties that every run is judged by; planted bugs name the one that they trip.
package enum Checker: String, Sendable, CaseIterable {
    /// Replicas and hubs that hold the same changes have the same state.
    case equalDigests = "equal digests at equal vectors"
    /// After the faults end everyone holds everything within a bound.
    case liveness = "liveness after heal"
    /// What a hub acknowledged survives its crash; what a replica saved survives the replica's.
    case kept = "nothing acknowledged is lost"
    /// A cursor never lies beyond what is stored.
    case cursor = "cursor behind durable"
    /// No change is stored before those that it depends on.
    case causal = "causal delivery"
    /// One dot has one content, unless a device was copied or rewound.
    case sequence = "no sequence is reused"
    /// What is held stays held, and a cursor goes back only through a new epoch.
    case monotone = "vectors are monotone"
    /// Every stored change was written by the device that its stream is named after.
    case forgery = "no forgery"
    /// Whoever is not enrolled gets nothing.
    case stranger = "no stranger gets in"
    /// Nothing throws that a crash did not cause.
    case failure = "nothing fails unexpectedly"
}
