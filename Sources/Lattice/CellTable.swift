/// The cells of one document, ascending by address.
///
/// Documents have ten or twenty cells, rarely hundreds: two sorted arrays find one as fast as a hash
/// table does, need a third of its memory, and give digests and keyed fields their order for nothing.
package struct CellTable: Hashable, Sendable {
    package private(set) var addresses: [CellAddress] = []
    /// What stands at each address: a loop over this list copies no cell that it passes over.
    package private(set) var cells: [Cell] = []

    package init() {}

    mutating func reserveCapacity(_ count: Int) {
        addresses.reserveCapacity(count)
        cells.reserveCapacity(count)
    }

    /// The first cell at an address.
    ///
    /// There is a second one only where a field is unknown here and its writers disagree on its kind.
    package subscript(address: CellAddress) -> Cell? {
        let place = place(of: address)
        guard place < addresses.count, addresses[place] == address else { return nil }
        return cells[place]
    }

    /// The cells of a keyed field, ascending by key and subfield.
    package func cells(of field: UInt32) -> ArraySlice<(key: CellAddress, value: Cell)> {
        var found: [(key: CellAddress, value: Cell)] = []
        var place = place(of: CellAddress(field))
        while place < addresses.count, addresses[place].field == field {
            found.append((addresses[place], cells[place]))
            place += 1
        }
        return found[...]
    }

    /// Where the cells of a field begin, or would.
    package func start(of field: UInt32) -> Int { place(of: CellAddress(field)) }

    /// Changes the cell at an address and drops it if nothing is left; makes it first where asked to.
    mutating func update<Result>(
        _ address: CellAddress, form: Cell.Form, creating: Bool = true,
        _ body: (inout Cell) -> Result
    ) -> Result? {
        var place = place(of: address)
        while place < addresses.count, cells[place].form.rawValue < form.rawValue,
            addresses[place] == address
        {
            place += 1
        }
        let isHeld =
            place < addresses.count && cells[place].form == form && addresses[place] == address
        if !isHeld {
            guard creating else { return nil }
            addresses.insert(address, at: place)
            cells.insert(Cell(form), at: place)
        }
        let result = body(&cells[place])
        if cells[place].isEmpty {
            addresses.remove(at: place)
            cells.remove(at: place)
        }
        return result
    }

    /// Appends a cell that comes after all others; says whether it does.
    mutating func append(_ address: CellAddress, _ cell: Cell) -> Bool {
        if let last = addresses.last, let lastCell = cells.last {
            guard
                last < address
                    || last == address && lastCell.form.rawValue < cell.form.rawValue
            else { return false }
        }
        addresses.append(address)
        cells.append(cell)
        return true
    }

    mutating func settle() {
        for place in cells.indices where cells[place].form == .text { cells[place].settle() }
    }

    private func place(of address: CellAddress) -> Int {
        var low = 0
        var high = addresses.count
        while low < high {
            let middle = (low + high) / 2
            if addresses[middle] < address { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension CellTable: RandomAccessCollection {
    package var startIndex: Int { 0 }
    package var endIndex: Int { addresses.count }

    package subscript(position: Int) -> (key: CellAddress, value: Cell) {
        (addresses[position], cells[position])
    }
}
