/// The replica is welcome; its host sees to its own stream and finds out where it stands.
///
/// Can go to: `resuming` once that is reported; `closed` on goodbye or silence.
struct ReplicaReporting: ~Copyable {
    let hub: HubID
    let limits: GrantedLimits
    var keepAlive: KeepAlive

    init(_ previous: consuming ReplicaProving, welcome: Welcome, at now: SessionTime) {
        hub = welcome.hub
        limits = welcome.limits
        keepAlive = KeepAlive(
            idleMaxMilliseconds: min(
                welcome.limits.idleMaxMilliseconds, SessionLimits.idleMaxMilliseconds),
            at: now.steady)
    }
}
