/// The replica is welcome and has not said yet where it stands.
///
/// Can go to: `locating` on `resume`; `closed` on goodbye or silence.
struct HubWelcomed: ~Copyable {
    let enrolment: Enrolment
    var keepAlive: KeepAlive

    init(_ previous: consuming HubIdentifying, enrolment: Enrolment, keepAlive: KeepAlive) {
        self.enrolment = enrolment
        self.keepAlive = keepAlive
    }
}
