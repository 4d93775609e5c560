import Causality
import Foundation
import History
import SyncProtocol
import Testing

@testable import SyncWire

/// Every session that a released version kept: what was said then is understood now, to the same digest.
@Suite struct GoldenSessionTests {
    /// Every byte that crossed one connection, a frame a line: `> ` to the hub, `< ` from it.
    struct Recording: CustomTestStringConvertible {
        let version: String
        let frames: [[UInt8]]
        let digest: String

        var testDescription: String { version }

        static var all: [Recording] {
            let place = Vector.protocolFolder.appending(path: "golden")
            let names = (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
            return names.sorted().compactMap { Recording(place.appending(path: $0)) }
        }

        private init?(_ folder: URL) {
            guard
                let text = try? String(
                    contentsOf: folder.appending(path: "session.frames"), encoding: .utf8),
                let digest = try? String(
                    contentsOf: folder.appending(path: "session.digest"), encoding: .utf8)
            else { return nil }
            version = folder.lastPathComponent
            frames = text.split(separator: "\n").compactMap { Hexadecimal.bytes($0.dropFirst(2)) }
            self.digest = digest.trimmingCharacters(in: .whitespacesAndNewlines)
        }
    }

    @Test(arguments: Recording.all)
    func `a session of a released version is understood`(recording: Recording) throws {
        let coding = MessageCoding()
        var history: InMemoryHistory?
        for bytes in recording.frames {
            var decoder = FrameDecoder(frameMaxBytes: WireLimits.frameMaxBytes)
            decoder.append(bytes)
            let frame = try #require(try decoder.next())
            let message = try #require(try coding.message(in: frame))
            #expect(try coding.frame(of: message).bytes == bytes)
            switch message {
            case .hello(let hello) where history == nil:
                history = InMemoryHistory(
                    workspace: hello.workspace, coding: ColumnarBatchCoding())
            case .batch(let message):
                let history = try #require(history)
                let outcome = try history.transaction {
                    try Admission.admit(message.batch, into: history, isEnrolled: { _ in true })
                }
                guard case .admitted = outcome else {
                    Issue.record("not admitted: \(outcome)")
                    continue
                }
            default: continue
            }
        }
        let vector = try #require(try history?.vector())
        #expect(LogDigest.of(vector).description == recording.digest)
    }

    /// Writes the corpus of the version at hand, where `RAILYARD_WRITE_GOLDEN` names it.
    @Test func `a session is kept for the versions to come`() throws {
        guard let version = ProcessInfo.processInfo.environment["RAILYARD_WRITE_GOLDEN"] else {
            return
        }
        let stage = Stage()
        for command in ["hub H", "replica A", "replica B", "A writes 3", "A joins H"] {
            _ = try stage.perform(command)
        }
        for command in ["B joins H", "B writes 20", "A writes 2", "B writes 1", "B leaves"] {
            _ = try stage.perform(command)
        }
        let folder = Vector.protocolFolder.appending(path: "golden/\(version)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let lines = stage.recorded.filter { $0.replica == "B" }.map { item in
            (item.isFromReplica ? "> " : "< ") + Hexadecimal.text(item.bytes)
        }
        try (lines.joined(separator: "\n") + "\n").write(
            to: folder.appending(path: "session.frames"), atomically: true, encoding: .utf8)
        try (try stage.logDigest(of: "H") + "\n").write(
            to: folder.appending(path: "session.digest"), atomically: true, encoding: .utf8)
    }
}
