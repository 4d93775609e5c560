import ArgumentParser
import Causality
import Coordination
import History
import SyncProtocol
import SyncTransport

/// Says what a hub holds.
struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what the hub holds and whom it knows; works while it serves.")

    @OptionGroup var hub: HubOptions

    @Flag(name: .long, help: "Print JSON.")
    var json = false

    func run() throws {
        let status = try HubStatus(hub.directory, in: SystemHub.environment())
        if json {
            try Output.json("railhub.status/1", StatusData(status))
            return
        }
        let members = Set(status.devices.map(\.member)).count
        let state = status.isServing ? "listening on" : "stopped; listens on"
        let forks = status.forkedStreams == 0 ? "" : ", \(status.forkedStreams) forked"
        Output.table([
            ("hub", "\(Output.visible(status.name)), \(state) \(status.endpoint)"),
            ("workspace", "\(status.workspace)"),
            ("position", "\(status.position.count)"),
            ("changes", "\(status.changes)"),
            ("streams", "\(status.streams)\(forks)"),
            ("members", "\(members)"),
            ("devices", "\(status.devices.count)"),
            ("invites", "\(status.openInvites) open"),
            ("log digest", "\(status.logDigest)"),
            ("size", "\(status.databaseBytes) bytes"),
        ])
    }

    private struct StatusData: Encodable {
        struct Device: Encodable {
            let key: String
            let member: String
            let roles: [String]
            let removed: Bool
        }

        let name: String
        let workspace: String
        let hub: String
        let listen: String
        let serving: Bool
        let epoch: String
        let position: UInt64
        let positionHash: String
        let streams: Int
        let forkedStreams: Int
        let changes: UInt64
        let devices: [Device]
        let openInvites: Int
        let logDigest: String
        let databaseBytes: UInt64

        init(_ status: HubStatus) {
            name = status.name
            workspace = status.workspace.description
            hub = status.hub.description
            listen = status.endpoint.description
            serving = status.isServing
            epoch = String(status.epoch.rawValue, radix: 16)
            position = status.position.count
            positionHash = status.position.hash.description
            streams = status.streams
            forkedStreams = status.forkedStreams
            changes = status.changes
            devices = status.devices.map { device in
                Device(
                    key: Hexadecimal.text(device.publicKey),
                    member: device.member.description,
                    roles: device.roles.map { "\($0)" }, removed: device.isRemoved)
            }
            openInvites = status.openInvites
            logDigest = status.logDigest.description
            databaseBytes = status.databaseBytes
        }
    }
}
