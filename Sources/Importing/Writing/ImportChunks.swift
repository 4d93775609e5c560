/// Gathers records into portions that make one change each: small enough to hold and to undo.
package struct ImportChunks {
    /// A change of an import is applied as one; more would not make it faster.
    package static let recordsPerChangeMax = 500

    /// Kept far below what one change may hold, since a record becomes some ten operations.
    package static let valuesPerChangeMax = 4_000

    /// Kept below what one change may hold, in bytes of text.
    package static let textPerChangeMaxBytes = 1 << 20

    private var gathered: [ImportRecord] = []
    private var values = 0
    private var bytes = 0

    package init() {}

    /// Takes a record; gives the portion before it back where that is full.
    package mutating func take(_ record: ImportRecord) -> [ImportRecord]? {
        let weight = Self.weight(of: record)
        let isFull =
            gathered.count == Self.recordsPerChangeMax
            || values + weight.values > Self.valuesPerChangeMax
            || bytes + weight.bytes > Self.textPerChangeMaxBytes
        let full = isFull && !gathered.isEmpty ? rest() : nil
        gathered.append(record)
        values += weight.values
        bytes += weight.bytes
        return full
    }

    /// The last portion, which may be empty.
    package mutating func rest() -> [ImportRecord] {
        defer {
            gathered = []
            values = 0
            bytes = 0
        }
        return gathered
    }

    private static func weight(of record: ImportRecord) -> (values: Int, bytes: Int) {
        var values = 2 + record.edges.count * 5
        var bytes = 0
        for value in record.fields.values {
            for member in value.members {
                if case .checklist(let checks) = member {
                    values += checks.count * 2
                } else {
                    values += 1
                }
                bytes += member.text.utf8.count
            }
        }
        return (values, bytes)
    }
}
