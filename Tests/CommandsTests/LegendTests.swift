import Testing

@testable import Commands

/// Signs with their meanings, a few on a line.
@Suite struct LegendTests {
    @Test func `a sign is never parted from its meaning`() {
        let parts = ["x blocked", "! contested", "^ not at the hub yet"]
        #expect(Legend.lines(parts, width: nil) == ["x blocked  ! contested  ^ not at the hub yet"])
        #expect(
            Legend.lines(parts, width: 22) == ["x blocked  ! contested", "^ not at the hub yet"])
        #expect(Legend.lines(parts, width: 21).count == 3)
        #expect(Legend.lines(["a very long meaning"], width: 6) == ["a ver…"])
        #expect(Legend.lines([], width: 80).isEmpty)
    }
}
