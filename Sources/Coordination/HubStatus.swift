package import Causality
package import History
package import SyncProtocol
package import SyncTransport
internal import Foundation
internal import SQLiteStorage

/// What a hub holds and whom it knows, read beside a hub that serves.
package struct HubStatus: Sendable {
    package struct Device: Sendable {
        package let publicKey: [UInt8]
        package let member: MemberID
        package let roles: [Role]
        package let isRemoved: Bool
    }

    package let workspace: WorkspaceID
    package let name: String
    package let hub: HubID
    package let epoch: HubEpoch
    package let position: LogPosition
    package let streams: Int
    package let forkedStreams: Int
    package let changes: UInt64
    package let devices: [Device]
    package let openInvites: Int
    package let logDigest: Link
    package let databaseBytes: UInt64
    package let endpoint: Endpoint
    package let isServing: Bool

    package init(_ directory: HubDirectory, in environment: HubEnvironment) throws {
        let store = try HubStore(
            directory, access: .readOnly, wallMilliseconds: environment.wallMilliseconds)
        workspace = store.identity.workspace
        name = store.identity.name
        hub = HubID(publicKey: try directory.key().publicKey)
        endpoint = try directory.address()
        isServing = ServingLock.isHeld(directory)
        databaseBytes = Self.length(of: directory.databasePath)
        let facts = try store.read { history, registry in
            Facts(
                epoch: try history.hubEpoch(), position: try history.position(),
                lineages: try history.lineages(), enrolments: try registry.enrolments(),
                openInvites: try registry.openInvites().count)
        }
        epoch = facts.epoch
        position = facts.position
        streams = facts.lineages.count
        forkedStreams = facts.lineages.filter(\.isForked).count
        changes = facts.lineages.reduce(0) { $0 + $1.changeCount }
        logDigest = LogDigest.of(facts.lineages.flatMap(\.heads))
        openInvites = facts.openInvites
        devices = facts.enrolments.map {
            Device(
                publicKey: $0.publicKey, member: $0.member, roles: $0.roles,
                isRemoved: $0.isRemoved)
        }
    }

    /// All of one state of the file.
    private struct Facts {
        let epoch: HubEpoch
        let position: LogPosition
        let lineages: [Lineage]
        let enrolments: [Enrolment]
        let openInvites: Int
    }

    private static func length(of path: String) -> UInt64 {
        ["", "-wal"].reduce(0) { sum, suffix in
            let facts = try? FileManager.default.attributesOfItem(atPath: path + suffix)
            return sum + (facts?[.size] as? UInt64 ?? 0)
        }
    }
}

extension Lineage {
    /// The changes of all branches.
    fileprivate var changeCount: UInt64 {
        segments.reduce(0) { sum, segment in
            let isEmpty = segment.tip.sequence < segment.first
            return sum + (isEmpty ? 0 : segment.tip.sequence - segment.first + 1)
        }
    }
}
