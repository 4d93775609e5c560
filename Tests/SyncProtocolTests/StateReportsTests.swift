import Causality
import SyncProtocol
import Testing

/// What a hub tells of states that it does not understand.
///
/// Proves S-74.
struct StateReportsTests {
    private func report(_ tag: UInt8, _ digest: UInt64) -> StateReport {
        StateReport(.init(tag: [tag], digest: Link(0, 0, 0, digest)))
    }

    private func told(_ reports: StateReports, to device: UInt8) -> [UInt64] {
        reports.others(than: [device]).compactMap { state in
            (1...9).first { state.digest == Link(0, 0, 0, $0) }
        }
    }

    @Test func `a device hears what others reported last under its own last tag`() {
        var reports = StateReports()
        reports.note(report(1, 7), of: [1])
        #expect(told(reports, to: 1).isEmpty, "nobody else has reported")
        #expect(told(reports, to: 2).isEmpty, "who reported nothing has nothing to compare")
        reports.note(report(1, 8), of: [2])
        reports.note(report(1, 5), of: [3])
        reports.note(report(1, 8), of: [4])
        reports.note(report(2, 9), of: [5])
        #expect(told(reports, to: 1) == [5, 8], "each state once, ascending")
        #expect(told(reports, to: 5).isEmpty, "under another tag")
        reports.note(report(2, 9), of: [1])
        #expect(told(reports, to: 1) == [9])
        #expect(told(reports, to: 2) == [5, 8], "the report of before is forgotten")
    }

    @Test func `the device that reported longest ago is forgotten first`() {
        var reports = StateReports()
        let devices = SessionLimits.stateReportsMax
        for device in 0..<devices {
            reports.note(report(1, 1), of: [UInt8(device / 256), UInt8(device % 256)])
        }
        reports.note(report(1, 2), of: [0, 0])
        reports.note(report(1, 3), of: [9, 9])
        #expect(Set(reports.others(than: [9, 9]).map(\.digest)).count == 2)
        #expect(reports.others(than: [0, 1]).isEmpty, "it made room")
        #expect(!reports.others(than: [0, 0]).isEmpty)
    }

    @Test func `an answer has room for few states`() {
        var reports = StateReports()
        for device in UInt8(0)..<100 { reports.note(report(1, UInt64(device) + 20), of: [device]) }
        #expect(reports.others(than: [0]).count == SessionLimits.stateDigestsMax)
    }

    @Test func `a hub's session hands a report on, and a replica takes none`() throws {
        let cast = try #require(Cast())
        var open = cast.openHub()
        let report = report(1, 1)
        #expect(open.session.received(.stateReport(report), at: cast.start) == [.noteState(report)])
        var replica = cast.openReplica()
        #expect(replica.told(report) == [.send(.stateReport(report))])
        let answer = replica.received(.stateReport(report), at: cast.start)
        #expect(answer.last == .close(.unexpectedMessage))
    }
}
