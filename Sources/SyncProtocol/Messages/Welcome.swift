package import Causality

/// The hub's answer to a good proof: what the replica is here, and what the hub holds of it.
package struct Welcome: Hashable, Sendable {
    package let member: MemberID
    package let roles: [Role]
    package let hub: HubID
    package let epoch: HubEpoch
    package let limits: GrantedLimits
    /// The hub's wall clock, from which the replica corrects the stamps that it will make.
    package let wallMilliseconds: UInt64
    /// The heads of all streams of this device that the hub holds, ascending.
    ///
    /// A replica that does not hold one of them itself has been rewound or copied.
    package let ownHeads: [VectorEntry]

    package init(
        member: MemberID, roles: [Role], hub: HubID, epoch: HubEpoch, limits: GrantedLimits,
        wallMilliseconds: UInt64, ownHeads: [VectorEntry]
    ) {
        self.member = member
        self.roles = roles
        self.hub = hub
        self.epoch = epoch
        self.limits = limits
        self.wallMilliseconds = wallMilliseconds
        self.ownHeads = ownHeads
    }
}
