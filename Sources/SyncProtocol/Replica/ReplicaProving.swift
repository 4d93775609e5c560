/// The replica has proved its own key and waits to be let in.
///
/// Can go to: `reporting` on `welcome`; `closed` on goodbye or after five seconds.
struct ReplicaProving: ~Copyable {
    /// When the proof was sent: the round trip corrects the measured clock offset.
    let sent: SessionTime

    init(_ previous: consuming ReplicaDoubting, at now: SessionTime) { sent = now }

    /// How far the hub's clock lies ahead of ours, taking the answer to be half a round trip old.
    func clockOffset(of welcome: Welcome, at now: SessionTime) -> Int64 {
        let roundTrip = now.steady >= sent.steady ? now.steady - sent.steady : 0
        let hub = Int64(clamping: welcome.wallMilliseconds) + Int64(clamping: roundTrip / 2)
        return hub - Int64(clamping: min(now.wall, UInt64(Int64.max) / 2))
    }
}
