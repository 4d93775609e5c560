/// The host finds out what the replica lacks and what the hub lacks.
///
/// Can go to: `open` once it is found, through a new epoch where the cursor does not fit the log.
struct HubLocating: ~Copyable {
    let enrolment: Enrolment
    var keepAlive: KeepAlive
    let resume: Resume
    /// Set while a new epoch is being made.
    var location: Location?
    /// The newest run that was appended meanwhile.
    var head: UInt64 = 0

    init(_ previous: consuming HubWelcomed, resume: Resume) {
        enrolment = previous.enrolment
        keepAlive = previous.keepAlive
        self.resume = resume
    }

    /// How a cursor fits the log that it meets.
    enum Fit: Equatable {
        case fits
        /// It was kept for another hub or another epoch, or there is none.
        case foreign
        /// Same hub, same epoch, other history: this hub went back unnoticed.
        case contradicts
    }

    static func fit(of cursor: HubCursor?, hub: HubID, at location: Location) -> Fit {
        guard let cursor, cursor.hub == hub else { return .foreign }
        #if RAILYARD_BUG_FORGET_EPOCH  // Trips the checker `vectors are monotone`.
            return .fits
        #else
            guard cursor.epoch == location.epoch else { return .foreign }
            return location.atCursor == cursor.position ? .fits : .contradicts
        #endif
    }
}
