import Foundation
import ProcessKit
import Testing

/// A page of the guide, by its name.
struct GuidePage: CustomTestStringConvertible, Sendable {
    let name: String

    static let folder = Repository.root.appending(path: "Tests/TranscriptTests/cli")

    static let all: [GuidePage] = {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return (names ?? []).filter { $0.hasSuffix(".md") }.sorted().map(GuidePage.init)
    }()

    var testDescription: String { name }

    func text() throws -> String {
        try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
    }

    func write(_ text: String) throws {
        try text.write(to: Self.folder.appending(path: name), atomically: true, encoding: .utf8)
    }
}
