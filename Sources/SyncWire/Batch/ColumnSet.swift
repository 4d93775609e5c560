import Causality

/// The columns of one batch as bytes: which are there, how long each is, then their contents.
///
/// An empty column takes no room at all, since most batches are one small change.
struct ColumnSet {
    /// A column from this length on is compressed with statistics of its own.
    private static let blockLengthMinBytes = 1_024

    private var contents: [[UInt8]]

    init() { contents = Array(repeating: [], count: BatchColumn.allCases.count) }

    /// Parts the uncompressed bytes; every length is checked before its column is copied.
    init(reading bytes: [UInt8]) throws(WireError) {
        self.init()
        do throws(CanonicalError) {
            var reader = CanonicalReader(bytes)
            let present = try reader.number(upTo: 1 << UInt64(contents.count) - 1)
            var lengths: [Int] = []
            for column in contents.indices {
                guard present >> UInt64(column) & 1 == 1 else {
                    lengths.append(0)
                    continue
                }
                let length = try reader.count(upTo: bytes.count)
                guard length > 0 else { throw .outOfRange }
                lengths.append(length)
            }
            for (column, length) in lengths.enumerated() {
                contents[column] = try reader.raw(length)
            }
            try reader.finish()
        } catch {
            throw .malformed(error)
        }
    }

    mutating func put(_ writer: CanonicalWriter, in column: BatchColumn) {
        contents[column.rawValue] = writer.bytes
    }

    func length(of column: BatchColumn) -> Int { contents[column.rawValue].count }

    func reader(of column: BatchColumn) -> CanonicalReader {
        CanonicalReader(contents[column.rawValue])
    }

    /// The uncompressed bytes, and the places between columns where a compressor should begin anew.
    func joined() -> (bytes: [UInt8], cuts: [Int]) {
        var present: UInt64 = 0
        for (column, content) in contents.enumerated() where !content.isEmpty {
            present |= 1 << UInt64(column)
        }
        let length = contents.reduce(0) { $0 + $1.count }
        var writer = CanonicalWriter(capacity: length + 64)
        writer.number(present)
        for content in contents where !content.isEmpty { writer.number(content.count) }
        var cuts: [Int] = []
        for content in contents where !content.isEmpty {
            let isBlock = content.count >= Self.blockLengthMinBytes
            if isBlock, cuts.last != writer.bytes.count { cuts.append(writer.bytes.count) }
            writer.raw(content)
            if isBlock { cuts.append(writer.bytes.count) }
        }
        return (writer.bytes, cuts)
    }
}
