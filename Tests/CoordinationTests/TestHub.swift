import Causality
import Coordination
import Foundation
import SyncTransport

/// A hub in a directory of its own, gone at the end of the test.
final class TestHub {
    let directory: HubDirectory
    let link: InviteLink
    private(set) var service: HubService?
    private let environment: HubEnvironment

    init(_ environment: HubEnvironment = TestWorld.hub()) throws {
        self.environment = environment
        directory = HubDirectory(
            NSTemporaryDirectory() + "railhub-" + Hexadecimal.text(TestWorld.bytes(4))
                + "-\(ProcessInfo.processInfo.processIdentifier)")
        link = try HubFounding.make(
            directory, workspace: nil, name: "test", listen: Endpoint(host: "127.0.0.1", port: 0),
            in: environment)
        try start()
    }

    func start() throws {
        service = try HubService(
            directory, listen: nil, in: environment, logger: TestWorld.silent)
    }

    func stop() {
        service?.stop()
        service = nil
    }

    func invite(asAdmin: Bool = false) throws -> InviteLink {
        try HubFounding.invite(directory, asAdmin: asAdmin, in: environment)
    }

    func status() throws -> HubStatus { try HubStatus(directory, in: environment) }

    deinit {
        stop()
        try? FileManager.default.removeItem(atPath: directory.path)
    }
}

extension TestHub {
    /// Puts the database back to a fresh one of the same workspace and key.
    func forget() throws {
        let spare = HubDirectory(directory.path + "-spare")
        defer { try? FileManager.default.removeItem(atPath: spare.path) }
        _ = try HubFounding.make(
            spare, workspace: link.workspace, name: "test", listen: link.endpoint,
            in: TestWorld.hub())
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: directory.databasePath + suffix)
        }
        try FileManager.default.copyItem(
            atPath: spare.databasePath, toPath: directory.databasePath)
        let log = spare.databasePath + "-wal"
        if FileManager.default.fileExists(atPath: log) {
            try FileManager.default.copyItem(
                atPath: log, toPath: directory.databasePath + "-wal")
        }
    }
}
