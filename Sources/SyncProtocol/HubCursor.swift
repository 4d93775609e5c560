package import Causality
package import History

/// How far into which hub's log a replica has everything: a bookmark, never an identity.
package struct HubCursor: Hashable, Sendable {
    package let hub: HubID
    package let epoch: HubEpoch
    package let position: LogPosition

    package init(hub: HubID, epoch: HubEpoch, position: LogPosition) {
        self.hub = hub
        self.epoch = epoch
        self.position = position
    }
}

extension HubCursor {
    package func write(to writer: inout CanonicalWriter) {
        writer.identifier(hub)
        writer.number(epoch.rawValue)
        writer.number(position.count)
        writer.link(position.hash)
    }

    package init(reading reader: inout CanonicalReader) throws(CanonicalError) {
        let hub = try reader.identifier(HubID.self)
        let epoch = HubEpoch(rawValue: try reader.number())
        let count = try reader.number(upTo: Limits.sequenceMax)
        self.init(
            hub: hub, epoch: epoch, position: LogPosition(count: count, hash: try reader.link()))
    }
}
