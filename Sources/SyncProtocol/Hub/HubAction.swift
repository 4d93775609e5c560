package import History

/// What a hub session tells its host to do; each line names the input that answers it.
package enum HubAction: Equatable, Sendable {
    case send(Message)
    /// Answered by `identified`.
    case identify(Claim)
    /// Answered by `located`.
    case locate(Resume)
    /// A cursor showed that this hub's log went back: answered by `epochMinted`.
    case mintEpoch
    /// Answered by `admitted` with the ticket, once it is durable or found wanting.
    case admit(Batch, ticket: UInt64)
    /// Answered by `fetched` with a page of this stretch.
    case fetch(after: UInt64, through: UInt64)
    /// Answered by `resolved`, in the order asked.
    case resolve([Want])
    /// Answered by `invited`.
    case invite(InviteRequest, by: Enrolment)
    /// Answered by `digested`.
    case digest(DigestQuery)
    /// Kept for the digests that other devices ask for.
    case noteState(StateReport)
    /// The replica's durable history covers this much of the log.
    case noteReplica(LogPosition)
    /// Calls for `deadlinePassed` at this steady time; replaces what was scheduled before.
    case schedule(UInt64)
    /// Sends what was to be sent, then ends the connection; the last action ever.
    case close(GoodbyeReason)
}
