/// The replica has said where it stands; the hub has not answered yet.
///
/// Can go to: `open` on `position`; `closed` on goodbye or silence.
struct ReplicaResuming: ~Copyable {
    let hub: HubID
    let limits: GrantedLimits
    var keepAlive: KeepAlive
    let standing: Standing
    /// The newest run that was appended here meanwhile.
    var head: UInt64

    init(_ previous: consuming ReplicaReporting, standing: Standing) {
        hub = previous.hub
        limits = previous.limits
        keepAlive = previous.keepAlive
        self.standing = standing
        head = standing.head
    }
}
