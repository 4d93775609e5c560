import Causality
import Foundation
import SyncTransport

/// The hub's program as a process of its own, to be killed at any moment.
final class HubProcess {
    let directory: String
    let link: InviteLink
    private var process: Process?

    init(name: String) throws {
        directory =
            NSTemporaryDirectory()
            + "railhub-\(name)-\(ProcessInfo.processInfo.processIdentifier)"
        try? FileManager.default.removeItem(atPath: directory)
        let text = try Self.output(of: ["init", "--dir", directory, "--listen", "127.0.0.1:0"])
        let line = text.split(separator: "\n").first { $0.hasPrefix("link ") }
        guard let link = line.flatMap({ InviteLink(String($0.dropFirst(5))) }) else {
            throw CocoaError(.fileReadUnknown)
        }
        self.link = link
    }

    deinit {
        kill()
        try? FileManager.default.removeItem(atPath: directory)
    }

    /// Starts serving; returns once it says that it listens.
    func start() throws {
        let process = Self.process(
            ["serve", "--dir", directory, "--log-level", "critical"])
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        self.process = process
        let said = String(
            decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
        guard said.hasPrefix("listening on ") else { throw CocoaError(.executableLoad) }
    }

    /// Kills it as a power cut would, without a chance to finish anything.
    func kill() {
        guard let process else { return }
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        self.process = nil
    }

    /// Asks it to stop; returns its exit status.
    func terminate() -> Int32? {
        guard let process else { return nil }
        process.terminate()
        process.waitUntilExit()
        self.process = nil
        return process.terminationStatus
    }

    /// The process id, for whoever kills it from another thread.
    var identifier: Int32? { process?.processIdentifier }

    static func output(of arguments: [String]) throws -> String {
        let process = process(arguments)
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    private static func process(_ arguments: [String]) -> Process {
        let process = Process()
        process.executableURL = Programs.url("railhub")
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment
            .merging(["SWIFT_BACKTRACE": "enable=no"]) { _, new in new }
        process.standardError = FileHandle.nullDevice
        return process
    }
}
