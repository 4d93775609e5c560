import Testing

@testable import Commands

/// Cells along a stretch of time.
@Suite struct TimelineScaleTests {
    @Test(arguments: [1, 60, 1440, 2880, 10_080, 120_960, 5_270_400])
    func `the finest cells that fit are taken, and they cover all`(_ minutes: Int) {
        for cells in [20, 60, 140] {
            let scale = TimelineScale(1000..<1000 + minutes, cells: cells)
            #expect(scale.count <= cells)
            #expect(scale.span.lowerBound == 1000 && scale.span.upperBound >= 1000 + minutes)
            #expect(scale.span.upperBound - scale.step < 1000 + minutes)
        }
    }

    @Test func `a stretch touches the cells that it lies in, and no others`() {
        let scale = TimelineScale(0..<600, cells: 10)
        #expect(scale.step == 60)
        #expect(scale.cells(of: 0..<60) == 0..<1)
        #expect(scale.cells(of: 59..<61) == 0..<2)
        #expect(scale.cells(of: 60..<60) == nil)
        #expect(scale.cells(of: -500..<5000) == 0..<10)
        #expect(scale.cells(of: 600..<700) == nil)
        #expect(scale.cell(of: 599) == 9 && scale.cell(of: 600) == nil && scale.cell(of: -1) == nil)
    }

    @Test(arguments: [
        (60 * 20, "an hour"), (15 * 20, "15 minutes"), (120 * 20, "2 hours"),
        (1440 * 20, "a day"), (2880 * 20, "2 days"), (10_080 * 20, "a week"),
        (10_080 * 60, "3 weeks"),
    ])
    func `it says what a cell is`(_ minutes: Int, _ unit: String) {
        #expect(TimelineScale(0..<minutes, cells: 20).unit == unit)
    }
}
