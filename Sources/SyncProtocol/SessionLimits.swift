/// Every bound on a session, in one place; `Protocol/SPEC.md` section 11 repeats it.
package enum SessionLimits {
    /// The one version so far.
    package static let protocolVersion: UInt16 = 1

    /// A hello and a proof take some three hundred bytes; strangers get no more memory than a page.
    package static let unauthenticatedMaxBytes = 4_096

    /// Two round trips to the other side of the world, twice over, with time to sign.
    package static let handshakeMaxMilliseconds: UInt64 = 5_000

    /// Batches that may be on their way in one direction: a long fat line (100 ms at 80 Mbit/s)
    /// stays full, and a thousand sessions fit in one gigabyte.
    package static let creditWindowBytes: UInt32 = 1 << 20

    /// Credit is given back in quarters of the window, so that it costs few messages.
    package static let creditGrainBytes: UInt32 = creditWindowBytes / 4

    /// No honest side grants more than this at once; the sum cannot overflow.
    package static let creditMaxBytes: UInt32 = 1 << 28

    /// A third of the idle limit: two pings may be lost before a connection counts as dead.
    package static let pingAfterMilliseconds: UInt64 = 10_000

    /// Below the idle limits of home routers, above a laptop's short naps.
    package static let idleMaxMilliseconds: UInt32 = 30_000

    /// One read of a store: a quarter of the window, so that sessions take turns.
    package static let fetchMaxBytes = 1 << 18

    /// Changes after which a hub says that all was sent; fewer are stored at once anyhow.
    package static let allSentMinChanges: UInt64 = 1_000

    /// Batches handed to the store in one transaction by one session.
    package static let intakeMaxBatches = 256

    /// The same head is asked for this often in one session before its stream is let rest until the next.
    package static let missingRepeatMax = 3

    /// Heads that one message may list: streams of ten years in a large team, as in a header.
    package static let entriesMax = 65_536

    /// Branch heads named in one want: a stream forks once in a great while.
    package static let heldHeadsMax = 64

    /// Roles of one member.
    package static let rolesMax = 8

    /// State digests in one answer, and the length of each one's tag: a hash and a few numbers.
    package static let stateDigestsMax = 16
    package static let digestTagMaxBytes = 256

    /// Devices whose last report a hub keeps: a few hundred kilobytes.
    package static let stateReportsMax = 1_024

    /// Invite links that are open at once; a large team's first day.
    package static let openInvitesMax = 1_000

    /// The longest validity of an invite link, thirty days.
    package static let inviteValidityMaxMilliseconds: UInt64 = 30 * 24 * 3_600_000
}
