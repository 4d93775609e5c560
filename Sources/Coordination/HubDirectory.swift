internal import Causality
internal import Foundation
package import History
package import SyncTransport

/// The files of one hub: its database, its key, where it listens, and whether it runs.
///
///     DIR/hub.sqlite    log, devices, invites
///     DIR/hub.key       the secret key, readable by its owner alone
///     DIR/hub.address   where it listens, or did last
///     DIR/hub.serving   locked while it serves
package struct HubDirectory: Sendable {
    package let path: String

    package init(_ path: String) {
        self.path = URL(fileURLWithPath: path).standardizedFileURL.path
    }

    package var databasePath: String { path + "/hub.sqlite" }
    var keyPath: String { path + "/hub.key" }
    var addressPath: String { path + "/hub.address" }
    var servingPath: String { path + "/hub.serving" }

    package var holdsHub: Bool {
        FileManager.default.fileExists(atPath: databasePath)
            || FileManager.default.fileExists(atPath: keyPath)
    }

    func make() throws(HubFailure) {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw HubFailure(
                "notWritable", "\(path) cannot be made.",
                hint: "Choose a directory that your user may write, with --dir.")
        }
    }

    /// Fails where there is no hub to speak of.
    func expectHub() throws(HubFailure) {
        guard FileManager.default.fileExists(atPath: databasePath) else {
            throw HubFailure(
                "absent", "There is no hub in \(path).",
                hint: "Make one with `railhub init --dir \(path)`.", exitStatus: 5)
        }
    }

    func writeKey(_ key: DeviceKey) throws(HubFailure) {
        try SecretFile.replace(keyPath, with: Hexadecimal.text(key.seed))
    }

    package func key() throws(HubFailure) -> DeviceKey {
        guard let text = SecretFile.read(keyPath) else {
            throw HubFailure(
                "keyAbsent", "The hub's key \(keyPath) cannot be read.",
                hint: "Restore it; without it no replica believes that this is its hub.")
        }
        guard !SecretFile.isOpenToOthers(keyPath) else {
            throw HubFailure(
                "keyOpen", "Others may read the hub's key \(keyPath).",
                hint: "Run `chmod 600 \(keyPath)`.")
        }
        guard let seed = Hexadecimal.bytes(text), let key = DeviceKey(seed: seed) else {
            throw HubFailure(
                "keyDamaged", "The hub's key \(keyPath) is damaged.",
                hint: "Restore it from a backup.")
        }
        return key
    }

    func writeAddress(_ endpoint: Endpoint) throws(HubFailure) {
        try SecretFile.replace(addressPath, with: endpoint.description)
    }

    package func address() throws(HubFailure) -> Endpoint {
        guard let text = SecretFile.read(addressPath), let endpoint = Endpoint(text) else {
            throw HubFailure(
                "addressAbsent", "\(addressPath) does not say where the hub listens.",
                hint: "Start it with `railhub serve --dir \(path) --listen 127.0.0.1:7117`.")
        }
        return endpoint
    }
}
