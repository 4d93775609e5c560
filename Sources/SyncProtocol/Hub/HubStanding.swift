package import Causality

/// What the hub knows of a device that it lets in.
package struct HubStanding: Hashable, Sendable {
    package let enrolment: Enrolment
    package let epoch: HubEpoch
    /// The heads of all streams of the device that the hub holds, ascending.
    package let ownHeads: [VectorEntry]

    package init(enrolment: Enrolment, epoch: HubEpoch, ownHeads: [VectorEntry]) {
        self.enrolment = enrolment
        self.epoch = epoch
        self.ownHeads = ownHeads
    }
}
