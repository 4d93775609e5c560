/// Reads a keyed field as records under keys, each with fields of its own.
package struct KeyedMap: Hashable, Sendable {
    /// One record: its key and the cells of its fields.
    package struct Record: Hashable, Sendable {
        package let key: [UInt8]
        package let fields: [UInt32: Cell]

        package subscript(subfield: UInt32) -> Cell? { fields[subfield] }

        package func register(_ subfield: UInt32) -> Register {
            Register(fields[subfield]?.siblings ?? Siblings())
        }
    }

    /// Ascending by key.
    package let records: [Record]

    package init(_ records: [Record]) { self.records = records }

    package var keys: [[UInt8]] { records.map(\.key) }

    package subscript(key: [UInt8]) -> Record? { records.first { $0.key == key } }
}

extension Document {
    package func keyedMap(_ field: UInt32) -> KeyedMap {
        var records: [KeyedMap.Record] = []
        var key: [UInt8] = []
        var fields: [UInt32: Cell] = [:]
        for (address, cell) in cells.cells(of: field) {
            if address.key != key {
                if !fields.isEmpty { records.append(KeyedMap.Record(key: key, fields: fields)) }
                key = address.key
                fields = [:]
            }
            if fields[address.subfield] == nil { fields[address.subfield] = cell }
        }
        if !fields.isEmpty { records.append(KeyedMap.Record(key: key, fields: fields)) }
        return KeyedMap(records)
    }
}
