import Foundation
import Replication
import Testing

@testable import Commands

/// Help about what many commands share.
@Suite struct HelpTopicTests {
    private static func desk() throws -> Desk { try #require(try Town("tokyo").desks.first) }

    @Test func `topics are listed, and each is shown within the width`() throws {
        let desk = try Self.desk()
        let list = desk.rail("help topics").output
        for topic in HelpTopic.all {
            #expect(list.contains("  \(topic.name)"))
            let answer = desk.rail(["help", topic.name], 80)
            #expect(answer.status == .yes)
            #expect(answer.lines.count > 5)
            for line in answer.lines {
                #expect(TextWidth.of(line) <= 120, "\(topic.name): \(line)")
            }
        }
        #expect(try desk.rows("help topics").count == HelpTopic.all.count)
    }

    @Test func `every exit status is explained`() {
        for number in [0, 1, 2, 3, 4, 5, 6, 7, 75] {
            #expect(HelpTopic.exitCodes.text.contains(" \(number)  "))
        }
    }

    @Test func `every variable that is looked at is explained`() throws {
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")
        var names: Set<String> = []
        for room in ["Commands", "Replication"] {
            let files = FileManager.default.enumerator(
                at: sources.appending(path: room), includingPropertiesForKeys: nil)
            while let file = files?.nextObject() as? URL {
                guard file.pathExtension == "swift" else { continue }
                let text = try String(contentsOf: file, encoding: .utf8)
                for match in text.matches(of: #/variables\["([A-Z_]+)"\]/#) {
                    names.insert(String(match.1))
                }
                for match in text.matches(of: #/"((?:RAIL|XDG)_[A-Z_]+)"/#) {
                    names.insert(String(match.1))
                }
            }
        }
        #expect(names.count > 8)
        for name in names.subtracting(["HOME"]) {
            #expect(HelpTopic.environment.text.contains(name), "\(name)")
        }
    }

    @Test func `help shows commands, topics and extensions`() throws {
        let desk = try Self.desk()
        let text = desk.rail("help").output
        #expect(text.contains("TOPICS") && text.contains("  filters"))
        #expect(text.contains("USAGE"))
        #expect(desk.rail("help train hold").output.contains("rail train hold"))
        #expect(desk.rail("help add").output.contains("USAGE: rail add"))
        #expect(desk.rail("help add --json").output.hasPrefix("{\"schema\":\"rail.help/1\""))
    }

    @Test(arguments: [
        ("help fitlers", "Did you mean `rail help filters`?"),
        ("help tarin", "Did you mean `rail help train`"),
        ("help train hodl", "Did you mean `rail help train hold`?"),
        ("help zzzzzz", "`rail help topics` lists the topics"),
        ("help ''", "lists the topics"), ("help add something", "There is no help about"),
        ("help \u{1b}[2J", "There is no help about"),
    ])
    func `a slip gets what is meant`(_ line: String, _ said: String) throws {
        let answer = try Self.desk().rail(line)
        #expect(answer.status == .usage)
        #expect(answer.errors.contains(said), "\(answer.errors)")
        #expect(!answer.errors.contains("\u{1b}"))
    }
}
