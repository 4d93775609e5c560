import Testing

@testable import Commands

@Suite struct TableTests {
    private func narrow(_ columns: Int) -> Terminal { Terminal(["COLUMNS": "\(columns)"]) }

    @Test func `columns stand under each other`() {
        var table = Table(["id", "title"], flexible: 1)
        table.add(["7k3f", "Pay"])
        table.add(["9q", "Refund"])
        let lines = table.lines(for: narrow(80), ascii: false)
        #expect(lines == ["id    title", "7k3f  Pay", "9q    Refund"])
    }

    @Test func `the flexible column gives way where the terminal is narrow`() {
        var table = Table(["id", "title", "state"], flexible: 1)
        table.add(["7k3f", "Pay by card on every phone", "ready"])
        let lines = table.lines(for: narrow(24), ascii: false)
        #expect(lines.last == "7k3f  Pay by car…  ready")
        #expect(lines.allSatisfy { TextWidth.of($0) <= 24 })
    }

    @Test
    func
        `names give way next, down to what still tells them apart, and empty columns are left out`()
    {
        var table = Table(["id", "title", "who", "team", "due"], flexible: 1, yielding: 2...3)
        table.add(["7k3f", "Pay by card on every phone and watch", "", "Aurora Borealis", "fri"])
        let lines = table.lines(for: narrow(44), ascii: false)
        #expect(lines.first == "id    title                    team      due")
        #expect(lines.last == "7k3f  Pay by card on every p…  Aurora …  fri")
        #expect(lines.allSatisfy { TextWidth.of($0) <= 44 })
    }

    @Test func `without a flexible column the widest ones give way alike`() {
        var table = Table(["a", "b", "c"], flexible: nil)
        table.add(["one", String(repeating: "x", count: 30), String(repeating: "y", count: 20)])
        let lines = table.lines(for: narrow(40), ascii: false)
        #expect(lines.last == "one  xxxxxxxxxxxxxxx…  yyyyyyyyyyyyyyyy…")
        #expect(lines.allSatisfy { TextWidth.of($0) <= 40 })
    }

    @Test func `a hostile cell cannot break its row`() {
        var table = Table(["title"], flexible: 0)
        table.add(["one\ntwo\u{1b}[0m"])
        #expect(table.lines(for: narrow(80), ascii: false).last == "one two\\u{1b}[0m")
    }

    @Test func `an empty table says nothing, not even its head`() {
        #expect(Table(["id"], flexible: 0).lines(for: narrow(80), ascii: false).isEmpty)
    }
}
