/// Reads a cell as a log: what was appended and not retracted, in the order of folds.
package struct GrowOnlyLog: Hashable, Sendable {
    package let entries: [Write]

    package init(_ siblings: Siblings) { entries = siblings.inFoldOrder }

    package var values: [Value] { entries.map(\.value) }
}

extension Document {
    package func growOnlyLog(_ address: CellAddress) -> GrowOnlyLog {
        GrowOnlyLog(cells[address]?.siblings ?? Siblings())
    }

    package func growOnlyLog(_ field: UInt32) -> GrowOnlyLog { growOnlyLog(CellAddress(field)) }
}
