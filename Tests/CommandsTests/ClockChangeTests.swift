import Testing

@testable import Commands

/// Wall times that a clock change skips or repeats, as people type them.
@Suite struct ClockChangeTests {
    @Test(arguments: [
        "add \"Night shift\" due:2026-10-25T02:30@Europe/Berlin",
        "milestone new Cut when:2026-10-25T02:30@Europe/Berlin",
        "set $1 due:2026-10-25T02:30@Europe/Berlin",
        "series reschedule Watch 2026-10-24 2026-10-25T02:30",
    ])
    func `a time that comes twice is taken as the first, and the answer says so`(
        _ line: String
    ) throws {
        let desk = try #require(try Town("berlin").desks.first)
        let item = try desk.write("add \"Pay by card\"")
        try desk.write(
            "series new Watch first:2026-10-24T02:30..2026-10-24T02:30@Europe/Berlin rule:FREQ=DAILY"
        )
        let typed = line.replacing("$1", with: item)
        let trial = desk.rail(typed + " --dry-run")
        #expect(trial.status == .yes)
        #expect(
            trial.output.contains(
                "02:30 comes twice on 2026-10-25 in Europe/Berlin, because clocks go back: the "
                    + "first is meant. For the second write 2026-10-25T01:30@UTC"),
            "\(trial.output)")
        let data = try Desk.json(desk.rail(typed + " --json").output)["data"] as? [String: Any]
        #expect((data?["remarks"] as? [String])?.count == 1)
    }

    @Test func `the first and the second are an hour apart`() throws {
        let desk = try #require(try Town("berlin").desks.first)
        try desk.write("add First due:2026-10-25T02:30@Europe/Berlin")
        let answer = desk.rail("add Second due:2026-10-25T01:30@UTC")
        #expect(!answer.output.contains("twice"))
        let list = desk.rail("ls --tz UTC").output
        #expect(list.contains("2026-10-25 00:30"))
        #expect(list.contains("2026-10-25 01:30"))
    }

    @Test func `a time that clocks skip is refused with one that exists`() throws {
        let desk = try #require(try Town("berlin").desks.first)
        let answer = desk.rail("add \"Night shift\" due:2026-03-29T02:30@Europe/Berlin")
        #expect(answer.status == .usage)
        #expect(
            answer.errors.contains(
                "In Europe/Berlin there is no 02:30 on 2026-03-29: clocks go forward over it."))
        #expect(answer.errors.contains("2026-03-29T03:30"))
        #expect(try desk.rows("ls").isEmpty)
    }
}
