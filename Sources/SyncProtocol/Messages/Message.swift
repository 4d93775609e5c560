/// Everything that a replica and a hub say to each other.
///
///     replica ──hello──────────────▶ hub      both: who, what protocol, which workspace, a nonce
///             ◀──────hello, proof──           the hub proves its key first
///             ──proof──────────────▶          the replica proves its own, and an invite if it joins
///             ◀────────────welcome──
///             ──resume─────────────▶          where the replica stands
///             ◀───────────position──          where the hub stands, and what it lacks
///             ◀──batch, credit, acknowledge, missing, refused ... ──▶  both at once
///             ──goodbye────────────▶          either
package enum Message: Hashable, Sendable {
    case hello(Hello)
    case proof(Proof)
    case welcome(Welcome)
    case resume(Resume)
    case position(Position)
    case batch(BatchMessage)
    case acknowledge(Acknowledge)
    case missing(Missing)
    case refused(Refused)
    case credit(Credit)
    case caughtUp(CaughtUp)
    case ping(Ping)
    case pong(Pong)
    case inviteRequest(InviteRequest)
    case inviteAnswer(InviteAnswer)
    case digestQuery(DigestQuery)
    case digestAnswer(DigestAnswer)
    case goodbye(Goodbye)
    case stateReport(StateReport)
    case allSent(AllSent)
}
