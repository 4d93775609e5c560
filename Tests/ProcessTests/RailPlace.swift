import Foundation

/// Where somebody works: own folder, own key, own zone, own machine, and the program run there.
final class RailPlace {
    let name: String
    private let root: String
    private let zone: String

    struct Answer {
        let status: Int32
        let text: String
        let error: String
    }

    init(_ name: String, zone: String, below root: String) throws {
        self.name = name
        self.zone = zone
        self.root = root + "/" + name
        try FileManager.default.createDirectory(
            atPath: self.root, withIntermediateDirectories: true)
    }

    /// Runs the program with words as they are.
    @discardableResult
    func rail(_ words: String...) throws -> Answer {
        try run(Programs.url("rail"), words)
    }

    /// Runs a line as a shell reads it.
    func shell(_ line: String) throws -> Answer {
        try run(URL(fileURLWithPath: "/bin/sh"), ["-c", line])
    }

    /// What one column of the first row of a query says.
    func value(_ sql: String) throws -> String {
        try rail("sql", "--plain-value", sql).text
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The data of an answer in JSON.
    func objects(_ words: String...) throws -> [[String: Any]] { try objects(words) }

    func objects(_ words: [String]) throws -> [[String: Any]] {
        let answer = try run(Programs.url("rail"), words + ["--json"])
        let envelope = try JSONSerialization.jsonObject(with: Data(answer.text.utf8))
        return (envelope as? [String: Any])?["data"] as? [[String: Any]] ?? []
    }

    private func run(_ program: URL, _ words: [String]) throws -> Answer {
        let process = Process()
        process.executableURL = program
        process.arguments = words
        process.currentDirectoryURL = URL(fileURLWithPath: root)
        process.environment = [
            "PATH": Programs.url("rail").deletingLastPathComponent().path + ":/usr/bin:/bin",
            "HOME": root, "XDG_STATE_HOME": root + "/state", "RAIL_ZONE": zone,
            "RAIL_MACHINE": name, "SWIFT_BACKTRACE": "enable=no", "COLUMNS": "80",
        ]
        let (output, errors) = (root + "/.out", root + "/.err")
        for path in [output, errors] {
            try Data().write(to: URL(fileURLWithPath: path))
        }
        process.standardOutput = FileHandle(forWritingAtPath: output)
        process.standardError = FileHandle(forWritingAtPath: errors)
        try process.run()
        process.waitUntilExit()
        return Answer(
            status: process.terminationStatus,
            text: try String(contentsOfFile: output, encoding: .utf8),
            error: try String(contentsOfFile: errors, encoding: .utf8))
    }
}

/// The programs that were built beside the tests.
enum Programs {
    static func url(_ name: String) -> URL {
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") }
        let path = bundle ?? CommandLine.arguments.first ?? ""
        return URL(fileURLWithPath: path).deletingLastPathComponent().appendingPathComponent(name)
    }
}
