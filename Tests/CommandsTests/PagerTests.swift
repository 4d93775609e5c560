import Replication
import Testing

@testable import Commands

/// Long answers on a terminal are shown page by page.
@Suite struct PagerTests {
    /// What a terminal of some rows was shown, and by which pager.
    private struct Evening {
        var output = ""
        var pages: [String] = []
        var commands: [String] = []
        var status: Int32 = 0
    }

    private static func run(
        _ line: String, _ desk: Desk, rows: Int? = 5, isWatched: Bool = true, canPage: Bool = true,
        _ variables: [String: String] = [:]
    ) -> Evening {
        var evening = Evening()
        var environment = desk.environment
        environment.variables["PAGER"] = nil
        environment.variables["TERM"] = "xterm"
        environment.variables.merge(variables) { _, new in new }
        var surroundings = Surroundings(
            environment: environment,
            terminal: Terminal(isInteractive: isWatched, width: 80, height: rows, hasColor: false),
            write: { evening.output += $0 }, writeError: { _ in })
        surroundings.page = { text, command in
            guard canPage else { return false }
            evening.pages.append(text)
            evening.commands.append(command)
            return true
        }
        let status = RailProgram.run(ShellWords.split(line), in: surroundings)
        evening.status = status
        return evening
    }

    private static func desk() throws -> Desk {
        let desk = try #require(try Town("tokyo").desks.first)
        for number in 1...6 { try desk.write("add \"Item \(number)\"") }
        return desk
    }

    @Test func `what is longer than the screen goes to the pager, whole`() throws {
        let desk = try Self.desk()
        let shown = Self.run("ls", desk)
        #expect(shown.output.isEmpty)
        #expect(shown.pages.count == 1)
        #expect(shown.pages.first?.contains("Item 6") == true)
        #expect(shown.commands == ["less -FRX"])
    }

    @Test func `what fits is written: the last line stands above the prompt`() throws {
        let desk = try Self.desk()
        // Seven lines with the head.
        #expect(Self.run("ls", desk, rows: 8).pages.isEmpty)
        #expect(Self.run("ls", desk, rows: 7).pages.count == 1)
    }

    @Test(arguments: [
        ("ls", false, [:]), ("ls --no-pager", true, [:]), ("--no-pager ls", true, [:]),
        ("ls", true, ["RAIL_PAGER": ""]), ("ls", true, ["PAGER": " "]),
        ("ls", true, ["TERM": "dumb"]), ("ls", true, ["RAIL_PAGER": "", "PAGER": "less"]),
        ("add Seven", true, [:]), ("doctor", true, [:]),
    ])
    func `nothing is paged where nobody wants it`(
        _ line: String, _ isWatched: Bool, _ variables: [String: String]
    ) throws {
        let shown = Self.run(line, try Self.desk(), rows: 2, isWatched: isWatched, variables)
        #expect(shown.pages.isEmpty)
        #expect(!shown.output.isEmpty)
    }

    @Test(arguments: [
        (["RAIL_PAGER": "more"], "more"), (["RAIL_PAGER": "more", "PAGER": "most"], "more"),
        (["PAGER": "most -s"], "most -s"), (["PAGER": "less"], "less -FRX"),
    ])
    func `the pager is the one that was chosen`(
        _ variables: [String: String], _ command: String
    ) throws {
        #expect(Self.run("ls", try Self.desk(), variables).commands == [command])
    }

    @Test func `a pager that cannot run leaves the answer on the terminal`() throws {
        let shown = Self.run("ls", try Self.desk(), canPage: false)
        #expect(shown.output.contains("Item 6"))
    }

    @Test func `the exit status is the command's`() throws {
        let desk = try Self.desk()
        #expect(Self.run("show nonesuch", desk).status == ExitStatus.absent.rawValue)
        #expect(Self.run("ls --help", desk).status == 0)
        #expect(Self.run("ls --help", desk).pages.count == 1)
        #expect(Self.run("ready +nonesuch", desk).status == ExitStatus.no.rawValue)
        #expect(Self.run("at today ls", desk).pages.count == 1)
    }
}
