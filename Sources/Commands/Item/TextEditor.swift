internal import Foundation
internal import Replication

/// The person's own editor, on a temporary file.
struct TextEditor {
    private let command: String

    init(_ environment: ReplicaEnvironment) {
        let names = ["VISUAL", "EDITOR"]
        command = names.compactMap { environment.variables[$0] }.first { !$0.isEmpty } ?? "vi"
    }

    func edit(_ text: String) throws -> String {
        let path = NSTemporaryDirectory() + "rail-\(getpid()).md"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "\(command) \"$0\"", path]
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw CommandFailure(
                "editor", "The editor ended with status \(process.terminationStatus).",
                hint: "Nothing was changed.")
        }
        return try String(contentsOfFile: path, encoding: .utf8)
    }
}
