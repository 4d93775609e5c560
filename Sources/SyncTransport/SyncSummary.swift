package import Causality
package import History
package import SyncProtocol

/// What came of one sync.
package struct SyncSummary: Sendable {
    /// What the hub said of this device: its member, its roles, its own name.
    package internal(set) var welcome: Welcome?
    package internal(set) var changesSent: UInt64 = 0
    package internal(set) var changesReceived: UInt64 = 0
    package internal(set) var bytesSent: UInt64 = 0
    package internal(set) var bytesReceived: UInt64 = 0
    /// Where in the hub's log this replica has everything up to.
    package internal(set) var position: LogPosition?
    /// What the hub, or this replica, will never take.
    package internal(set) var refusals: [Refused] = []
    package internal(set) var inviteAnswers: [InviteAnswer] = []
    /// The digests of both logs as they were last compared.
    package internal(set) var ownDigest: Link?
    package internal(set) var hubDigest: Link?
    /// The state as it was last reported, and what other devices reported under its tag.
    package internal(set) var ownState: DigestAnswer.StateDigest?
    package internal(set) var otherStates: [DigestAnswer.StateDigest] = []
    /// Says whether everything that was held on either side is durable on both.
    package internal(set) var isComplete = false

    package init() {}

    /// Says whether both logs hold the same changes; nil where that was not found out.
    package var isIdentical: Bool? {
        guard let ownDigest, let hubDigest else { return nil }
        return ownDigest == hubDigest
    }

    /// Says whether all other devices that told their state at this log have the same; nil where none did.
    package var isStateShared: Bool? {
        guard let ownState else { return nil }
        let others = otherStates.filter { $0.tag == ownState.tag }
        return others.isEmpty ? nil : others.allSatisfy { $0 == ownState }
    }
}
