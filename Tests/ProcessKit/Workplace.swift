internal import Foundation
internal import Synchronization

/// Where somebody works: an own directory, an own home with its key, an own machine and zone.
package final class Workplace: Sendable {
    package let name: String
    /// Where commands run.
    package let directory: String
    package let home: String
    /// Kept, so that the folders stay as long as anybody works in them.
    package let scene: Scene
    private let environment: [String: String]
    private let scratch: String
    private let background = Mutex<[Process]>([])

    convenience init(_ name: String, in scene: Scene, zone: String, clock: String?) throws {
        let home = scene.root + "/home-" + name
        var own = [
            "HOME": home, "RAIL_MACHINE": name, "RAIL_ZONE": zone, "USER": name,
            "TMPDIR": home,
        ]
        if let clock { own["RAIL_CLOCK"] = clock }
        try self.init(name, in: scene, home: home, own)
    }

    private init(
        _ name: String, in scene: Scene, home: String, _ settings: [String: String]
    ) throws {
        self.name = name
        self.scene = scene
        self.home = home
        directory = scene.root + "/" + name
        scratch = scene.root + "/said"
        environment = BuiltPrograms.environment.merging(settings) { _, new in new }
        for folder in [directory, home, scratch] {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
        }
    }

    /// The same person on the same machine, in another directory.
    package func moved(to name: String) throws -> Workplace {
        try Workplace(name, in: scene, home: home, environment)
    }

    /// The database of the replica that lives here.
    package var database: String { directory + "/.railyard/workspace.db" }

    /// Runs one line as a shell would, and waits for its end.
    package func run(
        _ line: String, in subdirectory: String = "", with settings: [String: String] = [:]
    ) throws -> Outcome {
        let files = FileManager.default
        let said = scratch + "/" + UUID().uuidString
        let outputs = [said + ".out", said + ".err"]
        for output in outputs { _ = files.createFile(atPath: output, contents: nil) }
        defer { for output in outputs { try? files.removeItem(atPath: output) } }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", line]
        process.currentDirectoryURL = URL(fileURLWithPath: directory + "/" + subdirectory)
        process.environment = environment.merging(settings) { _, new in new }
        process.standardInput = FileHandle.nullDevice
        // Files, not pipes: a process that stays behind would hold a pipe open for ever.
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: outputs[0]))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: outputs[1]))
        try process.run()
        process.waitUntilExit()
        let texts = try outputs.map {
            String(decoding: try Data(contentsOf: URL(fileURLWithPath: $0)), as: UTF8.self)
        }
        return Outcome(
            status: process.terminationStatus, output: texts[0], errors: texts[1])
    }

    /// Starts a program that goes on until it is ended; returns the first line that it says.
    package func begin(_ line: String, in subdirectory: String = "") throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", "exec \(line)"]
        process.currentDirectoryURL = URL(fileURLWithPath: directory + "/" + subdirectory)
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        scene.keep(process)
        background.withLock { $0.append(process) }
        let said = String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
        return String(said.prefix { $0 != "\n" })
    }

    /// Ends what was begun, and waits for it.
    package func endBackground() {
        let processes = background.withLock { processes in
            defer { processes = [] }
            return processes
        }
        for process in processes {
            process.terminate()
            process.waitUntilExit()
            scene.forget(process)
        }
    }

    /// Runs a line that must succeed; returns what it printed.
    @discardableResult
    package func get(_ line: String) throws -> String {
        let outcome = try run(line)
        guard outcome.status == 0 else { throw Unexpected(line: line, outcome: outcome) }
        return outcome.text
    }

    /// Puts a file where commands run.
    package func write(_ text: String, to file: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: directory + "/" + file))
    }

    /// One column of one row.
    package func value(_ query: String) throws -> String {
        try get("rail sql --plain-value \"\(query)\"")
    }

    package struct Unexpected: Error, CustomStringConvertible {
        let line: String
        let outcome: Outcome
        package var description: String { "\(line)\n\(outcome)" }
    }
}
