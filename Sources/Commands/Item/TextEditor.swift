internal import Causality
internal import Foundation
internal import Replication

/// The person's own editor, on a temporary file that only he can read.
struct TextEditor {
    private let command: String
    private let path: String

    init(_ session: Session) throws {
        let names = ["VISUAL", "EDITOR"]
        let chosen = names.compactMap { session.environment.variables[$0] }.first { !$0.isEmpty }
        guard let command = chosen ?? (session.output.terminal.isInteractive ? "vi" : nil) else {
            throw CommandFailure(
                "no-editor", "There is no terminal to edit on.",
                hint: "Set EDITOR to a command that changes the file it is given.", status: .usage)
        }
        self.command = command
        let folder = session.environment.variables["TMPDIR"] ?? NSTemporaryDirectory()
        let name = Hexadecimal.text(session.environment.random(8))
        path = folder + (folder.hasSuffix("/") ? "" : "/") + "rail-\(name).md"
    }

    /// Edits a text and hands over what was saved; where that cannot be kept, the file stays.
    func edit(_ text: String, _ keep: (String) throws -> Void) throws {
        guard
            FileManager.default.createFile(
                atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        else { throw CommandFailure("unwritable", "Cannot write \(path).") }
        var isKept = false
        defer { if isKept { try? FileManager.default.removeItem(atPath: path) } }
        do {
            try run()
        } catch {
            isKept = true
            throw error
        }
        guard let data = FileManager.default.contents(atPath: path),
            let saved = String(validating: data, as: UTF8.self)
        else {
            throw CommandFailure(
                "not-text", "What was saved is no text in UTF-8.", hint: "It is in \(path).",
                status: .usage)
        }
        do {
            try keep(saved)
            isKept = true
        } catch {
            let failure = CommandFailure(error)
            throw CommandFailure(
                failure.code, failure.sentence,
                hint: (failure.hint.map { $0 + "\n" } ?? "") + "What you wrote is in \(path).",
                status: failure.status, facts: failure.facts + [("file", .string(path))])
        }
    }

    private func run() throws {
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
    }
}
