import Foundation
import ProcessKit
import Replication
import Testing

@testable import Commands

/// Programs rail-NAME on the path.
@Suite struct ExtensionTests {
    private static func desk(_ names: [String]) throws -> (desk: Desk, folder: String) {
        let desk = try #require(try Town("tokyo").desks.first)
        let folder = desk.environment.currentDirectory + "/programs"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        for name in names {
            _ = FileManager.default.createFile(
                atPath: "\(folder)/rail-\(name)", contents: Data("#!/bin/sh\n".utf8),
                attributes: [.posixPermissions: 0o755])
        }
        desk.environment.variables["PATH"] = "relative:\(folder):/nonexistent"
        return (desk, folder)
    }

    private struct Call {
        var path = ""
        var arguments: [String] = []
        var variables: [String: String] = [:]
    }

    private static func run(
        _ words: [String], _ desk: Desk
    ) -> (call: Call?, status: Int32, errors: String) {
        var call: Call?
        var errors = ""
        var surroundings = Surroundings(
            environment: desk.environment,
            terminal: Terminal(isInteractive: false, width: nil, hasColor: false),
            write: { _ in }, writeError: { errors += $0 })
        surroundings.program = "/bin/rail"
        surroundings.become = { path, arguments, variables in
            call = Call(path: path, arguments: arguments, variables: variables)
            return 42
        }
        let status = RailProgram.run(words, in: surroundings)
        return (call, status, errors)
    }

    @Test func `it gets its words, the workspace, and the way back; its status is the answer's`()
        throws
    {
        let (desk, folder) = try Self.desk(["standup"])
        let (call, status, _) = Self.run(["standup", "--days", "3", "ls"], desk)
        let made = try #require(call)
        #expect(status == 42)
        #expect(made.path == "\(folder)/rail-standup")
        #expect(made.arguments == ["--days", "3", "ls"])
        #expect(made.variables["RAIL"] == "/bin/rail")
        #expect(made.variables["RAIL_WORKSPACE"] == (try desk.replica().paths.folder))
        #expect(Self.run(["--json", "standup", "x"], desk).call?.arguments == ["--json", "x"])
    }

    @Test func `what is built in is never shadowed`() throws {
        let (desk, _) = try Self.desk(["ls", "team", "help", "status", "mine2"])
        for words in [["ls"], ["team", "list"], ["help"], ["status"], ["team", "nonesuch"]] {
            #expect(Self.run(words, desk).call == nil, "\(words)")
        }
        #expect(ExtensionProgram.all(desk.environment) == ["mine2"])
    }

    @Test func `help lists them, completion offers them`() throws {
        let (desk, folder) = try Self.desk(["standup"])
        #expect(desk.rail("help").output.contains("  standup"))
        #expect(desk.rail("help standup").output.contains("\(folder)/rail-standup"))
        let offered = desk.rail(["__complete", "fish", "--", "stan"]).output
        #expect(offered.hasPrefix("standup\t"))
    }

    @Test(arguments: [
        ["nonesuch"], ["../standup"], ["standup/x"], ["-standup"], [""], ["standup\u{0}"],
        ["folder"], ["plain"],
    ])
    func `nothing else is run`(_ words: [String]) throws {
        let (desk, folder) = try Self.desk(["standup"])
        try FileManager.default.createDirectory(
            atPath: "\(folder)/rail-folder", withIntermediateDirectories: true)
        _ = FileManager.default.createFile(
            atPath: "\(folder)/rail-plain", contents: nil, attributes: [.posixPermissions: 0o644])
        let (call, status, errors) = Self.run(words, desk)
        #expect(call == nil)
        #expect(status == ExitStatus.usage.rawValue)
        #expect(!errors.isEmpty)
    }
}
