package import Causality

/// What a replica session tells its host to do; each line names the input that answers it.
package enum ReplicaAction: Equatable, Sendable {
    case send(Message)
    /// The hub let this device in. The host compares the hub's view of its own streams with what it
    /// holds, mints a new stream if it was rewound or copied, seals what waits, corrects its clock by
    /// the offset; answered by `standingReported`.
    case adopt(Welcome, clockOffsetMilliseconds: Int64)
    /// Answered by `compared` with what of the hub's vector is lacking here.
    case compare([VectorEntry])
    /// Seals what was written, in as few batches as possible; answered by `runsAppended`.
    case seal
    /// Stores these in one transaction (`ReplicaIntake`); answered by `stored`. Where more may be on its
    /// way, one that is dear to store may wait and ask for it all by `gathered`.
    case store([Delivery], ticket: UInt64, mayGrow: Bool)
    /// Nothing more is on its way to what waits.
    case noteAllSent
    /// Answered by `fetched` with a page of this stretch.
    case fetch(after: UInt64, through: UInt64)
    /// Answered by `resolved`, in the order asked.
    case resolve([Want])
    /// The hub holds these durably.
    case noteDurable([VectorEntry])
    /// The hub will never take this: shown to people, with the reason.
    case noteRefusal(Refused)
    /// All that the hub held when the session opened is stored here.
    case noteCaughtUp(CaughtUp)
    case noteInvite(InviteAnswer)
    case noteDigest(DigestAnswer)
    /// Calls for `deadlinePassed` at this steady time; replaces what was scheduled before.
    case schedule(UInt64)
    /// Sends what was to be sent, then ends the connection; the last action ever.
    case close(GoodbyeReason)
}
