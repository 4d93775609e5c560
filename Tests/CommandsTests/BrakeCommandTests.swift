import Testing

@testable import Commands

/// Brakes work alone and offline; to release one is asked for.
@Suite struct BrakeCommandTests {
    private func desk() throws -> Desk {
        let desk = try #require(try Town("tokyo").desks.first)
        try desk.write("train new winter")
        try desk.write("release new 2.4.0 train:winter")
        try desk.write("freeze new \"Year end\" window:2026-12-20..2027-01-03")
        return desk
    }

    @Test func `slow, then held: the safer one is in force and bears its reason`() throws {
        let desk = try desk()
        let slow = desk.rail("train slow winter --reason \"payments are late\"")
        #expect(slow.lines[1] == "  brake: free -> slow payments are late")
        #expect(desk.rail("train hold winter --reason \"database down\"").status == .yes)
        // A milder brake stands beside the safer one, which stays in force.
        #expect(desk.rail("train show winter").output.contains("held database down"))
        #expect(desk.rail("release withdraw 2.4.0").status == .yes)
        #expect(try desk.column("phase", of: "release list") == ["withdrawn"])
    }

    @Test(arguments: [
        ("train hold winter", "train resume winter", "brake:free"),
        ("release hold 2.4.0", "release resume 2.4.0", "brake:free"),
        ("freeze show \"Year end\"", "freeze lift \"Year end\"", "state:lifted"),
    ])
    func `what releases is stored as a request, and ends with 75`(
        _ brake: String, _ release: String, _ step: String
    ) throws {
        let desk = try desk()
        #expect(desk.rail(brake).status == .yes)
        let answer = desk.rail(release + " --reason \"all is well again\"")
        #expect(answer.status == .asked)
        #expect(answer.output.isEmpty)
        #expect(answer.errors.hasPrefix("rail: Asked, not granted: "))
        let requests = try desk.rows("requests")
        #expect(requests.map { $0["step"] as? String } == [step])
        #expect(requests.map { $0["reason"] as? String } == ["all is well again"])
        #expect(desk.rail("status").lines.first == "asked         1")
    }

    @Test func `asking twice is one request, until the thing has changed`() throws {
        let desk = try desk()
        desk.rail("train hold winter")
        desk.rail("train resume winter")
        desk.rail("train resume winter")
        #expect(try desk.rows("requests").count == 1)
        desk.rail("train hold winter --reason \"down again\"")
        #expect(try desk.rows("requests").map { $0["stale"] as? Bool } == [true])
        desk.rail("train resume winter")
        #expect(try desk.rows("requests").map { $0["stale"] as? Bool } == [true, false])
    }

    @Test
    func `of several things each gets what it may: the free one nothing, the held one a request`()
        throws
    {
        let desk = try desk()
        try desk.write("train new spring")
        desk.rail("train hold winter")
        let answer = desk.rail("train resume spring winter --json")
        #expect(answer.status == .asked)
        let error = try Desk.json(answer.errors)
        #expect((error["requests"] as? [Any])?.count == 1)
        #expect(try desk.column("title", of: "requests") == ["winter"])
    }

    @Test func `a request can be withdrawn`() throws {
        let desk = try desk()
        desk.rail("freeze lift \"Year end\"")
        let id = try #require(try desk.column("id", of: "requests").first)
        #expect(desk.rail("requests withdraw \(id)").status == .yes)
        #expect(desk.rail("requests").output == "nothing waits for a grant\n")
    }

    @Test func `taking a brake back is asked for too`() throws {
        let desk = try desk()
        desk.rail("train hold winter")
        #expect(desk.rail("undo").status == .asked)
        #expect(try desk.rows("requests").count == 1)
        #expect(desk.rail("train show winter").output.contains("held"))
    }
}
