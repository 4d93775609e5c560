internal import Foundation
package import SyncTransport

/// The hub's program as a process of its own, to be killed at any moment.
package final class HubProcess {
    package let directory: String
    package let link: InviteLink
    private let scene: Scene
    private let settings: [String: String]
    private var process: Process?

    init(_ name: String, in scene: Scene, clock: String?) throws {
        self.scene = scene
        directory = scene.root + "/" + name
        settings = clock.map { ["RAIL_CLOCK": $0] } ?? [:]
        let text = try Self.output(
            of: ["init", "--dir", directory, "--listen", "127.0.0.1:0"], settings)
        let line = text.split(separator: "\n").first { $0.hasPrefix("link ") }
        guard let link = line.flatMap({ InviteLink(String($0.dropFirst(5))) }) else {
            throw CocoaError(.fileReadUnknown)
        }
        self.link = link
    }

    /// Starts serving; returns once it says that it listens.
    package func start() throws {
        let process = Self.process(
            ["serve", "--dir", directory, "--log-level", "critical"],
            settings)
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        scene.keep(process)
        self.process = process
        let said = String(
            decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
        guard said.hasPrefix("listening on ") else { throw CocoaError(.executableLoad) }
    }

    /// Kills it as a power cut would, without a chance to finish anything.
    package func kill() {
        guard let process else { return }
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        scene.forget(process)
        self.process = nil
    }

    /// Asks it to stop; returns its exit status.
    @discardableResult
    package func terminate() -> Int32? {
        guard let process else { return nil }
        process.terminate()
        process.waitUntilExit()
        scene.forget(process)
        self.process = nil
        return process.terminationStatus
    }

    /// The process id, for whoever kills it from another thread.
    package var identifier: Int32? { process?.processIdentifier }

    /// What one command about this hub prints.
    package func output(of command: String) throws -> String {
        try Self.output(of: [command, "--dir", directory], settings)
    }

    private static func output(
        of arguments: [String], _ settings: [String: String]
    ) throws -> String {
        let process = process(arguments, settings)
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    private static func process(
        _ arguments: [String], _ settings: [String: String]
    ) -> Process {
        let process = Process()
        process.executableURL = BuiltPrograms.folder.appendingPathComponent("railhub")
        process.arguments = arguments
        process.environment = BuiltPrograms.environment.merging(settings) { _, new in new }
        process.standardError = FileHandle.nullDevice
        return process
    }
}
