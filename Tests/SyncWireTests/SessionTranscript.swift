import Foundation
import Testing

/// A file of `Protocol/sessions`: a comment, then commands with what was said after each.
///
///     # What this shows
///
///     > A writes 3
///     A > H   batch   A@1...3
struct SessionTranscript: CustomTestStringConvertible {
    struct Scene {
        let command: String
        var said: [String]
    }

    let file: URL
    private let comment: [String]
    var scenes: [Scene]

    var testDescription: String { file.deletingPathExtension().lastPathComponent }

    static var all: [SessionTranscript] {
        let place = Vector.protocolFolder.appending(path: "sessions")
        let files = try? FileManager.default.contentsOfDirectory(
            at: place, includingPropertiesForKeys: nil)
        return (files ?? []).filter { $0.pathExtension == "txt" }.compactMap {
            SessionTranscript($0)
        }
        .sorted { $0.file.path < $1.file.path }
    }

    private init?(_ file: URL) {
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
        var comment: [String] = []
        var scenes: [Scene] = []
        for line in text.split(separator: "\n") {
            if line.hasPrefix("#") {
                comment.append(String(line))
            } else if line.hasPrefix("> ") {
                scenes.append(Scene(command: String(line.dropFirst(2)), said: []))
            } else if !scenes.isEmpty {
                scenes[scenes.count - 1].said.append(String(line))
            }
        }
        self.file = file
        self.comment = comment
        self.scenes = scenes
    }

    var text: String {
        let parts = scenes.map { (["> " + $0.command] + $0.said).joined(separator: "\n") }
        return comment.joined(separator: "\n") + "\n\n" + parts.joined(separator: "\n\n") + "\n"
    }

    func write() throws { try text.write(to: file, atomically: true, encoding: .utf8) }
}
