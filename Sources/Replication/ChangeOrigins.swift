package import Causality
internal import History
internal import SQLiteStorage

/// Where changes were written: on this device or elsewhere, and whether a hub has them.
package final class ChangeOrigins {
    private let view: ReplicaView
    private let ownKey: [UInt8]?
    /// For each stream met so far how far it is acknowledged; nil for those of other devices.
    private var streams: [StreamID: UInt64?] = [:]

    package init(_ view: ReplicaView) throws {
        self.view = view
        ownKey = try view.replica.deviceKey()?.publicKey
    }

    /// Says whether this device wrote it.
    package func isHere(_ dot: Dot) throws -> Bool { try acknowledged(dot.stream) != nil }

    /// Says whether others can have it: what came from elsewhere did so by way of a hub.
    package func isSent(_ dot: Dot) throws -> Bool {
        try acknowledged(dot.stream).map { dot.sequence <= $0 } ?? true
    }

    private func acknowledged(_ stream: StreamID) throws -> UInt64? {
        if let known = streams[stream] { return known }
        let history = view.replica.history(view.db)
        let isOwn = try ownKey != nil && history.birth(of: stream)?.publicKey == ownKey
        let found = isOwn ? try Acknowledged(view.db).sequence(of: stream) : nil
        streams[stream] = found
        return found
    }
}
