import Causality
import History

/// Reads the operations of a run of changes back from their columns.
///
/// Everything that can be said in two ways is checked to be said in the one that the encoder uses.
struct OperationDecoder {
    private let outline: BatchOutline
    private let columns: ColumnSet

    /// Per change the number of its operations; nil where the body is withheld.
    private var counts: [Int?] = []
    private var operations: [Operation] = []
    /// Per operation its own id, its shape and the label of its target's stream.
    private var ids: [OperationID] = []
    private var labels: [UInt64] = []
    private var shapes: [OperationShape] = []
    private var byShape: [[Int]] = []
    private var keyNumbers: [UInt32] = []
    /// Per operation the length of its row.
    private var lengths: [Int] = []
    /// The bytes that the rows may still take.
    private var allowance: Int

    static func bodies(
        of columns: ColumnSet, outline: BatchOutline, headerLength: Int, labels: inout LabelReader
    ) throws(WireError) -> [Body] {
        var decoder = OperationDecoder(columns, outline: outline, headerLength: headerLength)
        try decoder.readCounts()
        try decoder.takeFrames()
        try decoder.readShapes()
        try decoder.readTargets(labels: &labels)
        try decoder.readKeys()
        try decoder.readValues()
        try decoder.readSupersessions(labels: &labels)
        return try decoder.assembled()
    }

    private init(_ columns: ColumnSet, outline: BatchOutline, headerLength: Int) {
        self.columns = columns
        self.outline = outline
        allowance = Limits.batchLengthMaxBytes - headerLength
    }

    /// Takes what each body occupies beside its operations.
    private mutating func takeFrames() throws(WireError) {
        for count in counts {
            try take(count.map { RowLength.of(UInt64($0)) } ?? Link.byteCount)
        }
    }

    private mutating func take(_ length: Int, for position: Int) throws(WireError) {
        lengths[position] += length
        try take(length)
    }

    /// Takes a part of what the rows may occupy.
    private mutating func take(_ length: Int) throws(WireError) {
        #if !RAILYARD_BUG_ROWS_UNCOUNTED  // Trips the checker `vector batch/rows_above_limit`.
            allowance -= length
        #endif
        guard allowance >= 0 else {
            throw .tooLong(
                Limits.batchLengthMaxBytes - allowance, limit: Limits.batchLengthMaxBytes)
        }
    }

    private func assembled() throws(WireError) -> [Body] {
        var hashes = columns.reader(of: .withheldHashes)
        var bodies: [Body] = []
        bodies.reserveCapacity(counts.count)
        var next = 0
        for count in counts {
            guard let count else {
                do throws(CanonicalError) {
                    bodies.append(.withheld(try hashes.link()))
                } catch {
                    throw .malformed(error)
                }
                continue
            }
            let end = next + count
            let length = lengths[next..<end].reduce(RowLength.of(UInt64(count)), +)
            guard length <= Limits.changeLengthMaxBytes else {
                throw .tooLong(length, limit: Limits.changeLengthMaxBytes)
            }
            bodies.append(.operations(Stretch(next..<end, of: operations)))
            next = end
        }
        try hashes.finished()
        return bodies
    }

    // MARK: In the order of the operations

    private mutating func readCounts() throws(WireError) {
        var reader = columns.reader(of: .bodies)
        let most = columns.length(of: .shapes)
        var total = 0
        var last: UInt64?
        counts.reserveCapacity(outline.count)
        do throws(CanonicalError) {
            while counts.count < outline.count {
                let code = try reader.number(upTo: UInt64(Limits.operationsPerChangeMax) + 1)
                let length = Int(try reader.number(upTo: UInt64(outline.count))) + 1
                guard length <= outline.count - counts.count, code != last else {
                    throw .outOfRange
                }
                let count = code == 0 ? nil : Int(code) - 1
                total += (count ?? 0) * length
                // Each operation takes a byte of the column of shapes at least.
                guard total <= most else { throw .truncated }
                counts.append(contentsOf: repeatElement(count, count: length))
                last = code
            }
            try reader.finish()
        } catch {
            throw .malformed(error)
        }
        // A byte of shapes may stand for an operation, but never for one whose row is beyond the limit.
        guard total <= allowance / RowLength.operationMin else {
            throw .tooLong(total * RowLength.operationMin, limit: Limits.batchLengthMaxBytes)
        }
        operations.reserveCapacity(total)
        ids.reserveCapacity(total)
        labels.reserveCapacity(total)
        lengths = Array(repeating: 0, count: total)
    }

    private mutating func readShapes() throws(WireError) {
        try readShapeEntries()
        var reader = columns.reader(of: .shapes)
        byShape = Array(repeating: [], count: shapes.count)
        var usedCount = 0
        for (position, count) in counts.enumerated() {
            let sequence = outline.first + UInt64(position)
            for index in 0..<(count ?? 0) {
                let number = try reader.numberOrMalformed()
                guard number < UInt64(shapes.count) else { throw .malformed(.outOfRange) }
                guard Int(number) <= usedCount else { throw .notCanonical }
                usedCount = max(usedCount, Int(number) + 1)
                byShape[Int(number)].append(ids.count)
                let shape = shapes[Int(number)]
                let id = OperationID(outline.stream, sequence, UInt32(index))
                ids.append(id)
                operations.append(
                    Operation(
                        Verb(rawValue: shape.verb), target: id, field: shape.field,
                        subfield: shape.subfield,
                        mustUnderstand: shape.flags & OperationShape.mustUnderstandFlag != 0))
            }
        }
        guard usedCount == shapes.count else { throw .notCanonical }
        try reader.finished()
    }

    private mutating func readShapeEntries() throws(WireError) {
        var reader = columns.reader(of: .shapeEntries)
        var seen: Set<OperationShape> = []
        do throws(CanonicalError) {
            while reader.remaining > 0 {
                let verb = try reader.byte()
                let flags = try reader.byte()
                guard flags <= OperationShape.flagsMax else { throw .outOfRange }
                let field = try reader.number(upTo: Limits.fieldNumberMax)
                let subfield = try reader.number(upTo: Limits.fieldNumberMax)
                let shape = OperationShape(
                    verb: verb, flags: flags, field: UInt32(field), subfield: UInt32(subfield))
                guard seen.insert(shape).inserted else { throw .unordered }
                shapes.append(shape)
            }
        } catch {
            throw .malformed(error)
        }
    }

    private mutating func readTargets(labels table: inout LabelReader) throws(WireError) {
        var forms = columns.reader(of: .targets)
        var sequences = columns.reader(of: .targetSequences)
        var indexes = columns.reader(of: .targetIndexes)
        var last: OperationID?
        var lastLabel: UInt64 = 0
        for position in operations.indices {
            let id = ids[position]
            let form = try forms.numberOrMalformed()
            let target: OperationID
            var label: UInt64 = 0
            switch form {
            case TargetForm.same:
                guard let last else { throw .malformed(.outOfRange) }
                target = last
                label = lastLabel
            case TargetForm.itself:
                target = id
            case TargetForm.sameChange:
                target = OperationID(id.dot, try ReferenceReader.index(from: &indexes))
                guard target != id else { throw .notCanonical }
            default:
                label = form - TargetForm.labelled
                let stream = try table.stream(numbered: label)
                let sequence = try ReferenceReader.sequence(
                    from: &sequences, of: label, seenBy: id)
                target = OperationID(stream, sequence, try ReferenceReader.index(from: &indexes))
                guard target.dot != id.dot else { throw .notCanonical }
            }
            guard form == TargetForm.same || target != last else { throw .notCanonical }
            operations[position].target = target
            labels.append(label)
            last = target
            lastLabel = label
        }
        try forms.finished()
        try sequences.finished()
        try indexes.finished()
    }
}

// MARK: Shape by shape

extension OperationDecoder {
    private mutating func readKeys() throws(WireError) {
        var numbers = columns.reader(of: .keys)
        var lengths = columns.reader(of: .keyLengths)
        var bytes = columns.reader(of: .keyBytes)
        keyNumbers = Array(repeating: 0, count: operations.count)
        var keys: [[UInt8]] = []
        var seen: Set<ByteKey> = []
        for (shape, positions) in zip(shapes, byShape) where shape.hasKey {
            for position in positions {
                let number = try numbers.numberOrMalformed()
                guard number <= UInt64(keys.count) else { throw .malformed(.outOfRange) }
                if number == 0 {
                    let key = try Self.entry(
                        of: try lengths.numberOrMalformed(), from: &bytes,
                        upTo: Limits.keyLengthMaxBytes)
                    guard !key.isEmpty, seen.insert(ByteKey(key)).inserted else {
                        throw .notCanonical
                    }
                    keys.append(key)
                }
                let place = number == 0 ? keys.count : Int(number)
                operations[position].key = keys[place - 1]
                keyNumbers[position] = UInt32(place)
            }
        }
        try numbers.finished()
        try lengths.finished()
        try bytes.finished()
    }

    private mutating func readValues() throws(WireError) {
        var numbers = columns.reader(of: .values)
        var lengths = columns.reader(of: .valueLengths)
        var bytes = columns.reader(of: .valueBytes)
        for positions in byShape {
            var values: [[UInt8]] = []
            var seen: Set<ByteKey> = []
            for position in positions {
                let number = try numbers.numberOrMalformed()
                guard number <= UInt64(values.count) else { throw .malformed(.outOfRange) }
                if number == 0 {
                    let code = try lengths.numberOrMalformed()
                    let kept = try Self.entry(
                        of: code >> 1, from: &bytes, upTo: Limits.valueLengthMaxBytes)
                    let value = ValueForm.value(isText: code & 1 == 1, kept: kept)
                    guard ValueForm(of: value).code == code else { throw .notCanonical }
                    guard value.count <= Limits.valueLengthMaxBytes else {
                        throw .tooLong(value.count, limit: Limits.valueLengthMaxBytes)
                    }
                    guard seen.insert(ByteKey(value)).inserted else { throw .notCanonical }
                    values.append(value)
                }
                let place = number == 0 ? values.count : Int(number)
                operations[position].value = values[place - 1]
                try take(RowLength.ofStem(operations[position]), for: position)
            }
        }
        try numbers.finished()
        try lengths.finished()
        try bytes.finished()
    }

    private mutating func readSupersessions(labels table: inout LabelReader) throws(WireError) {
        var references = ReferenceReader(columns)
        var ranges = [Range<Int>](repeating: 0..<0, count: operations.count)
        for positions in byShape {
            var latest: [CellKey: OperationID] = [:]
            latest.reserveCapacity(positions.count)
            for position in positions {
                let (id, target) = (ids[position], operations[position].target)
                let cell = CellKey(
                    label: labels[position], sequence: target.dot.sequence, index: target.index,
                    key: keyNumbers[position])
                let previous = latest.updateValue(id, forKey: cell)
                let superseded = try references.next(
                    of: id, target: target, latest: previous, labels: &table)
                ranges[position] = superseded
                var length = RowLength.of(UInt64(superseded.count))
                for place in superseded { length += RowLength.of(references.all[place]) }
                try take(length, for: position)
            }
        }
        try references.finish()
        for position in operations.indices where !ranges[position].isEmpty {
            operations[position].supersedes = Stretch(ranges[position], of: references.all)
        }
    }

    private static func entry(
        of length: UInt64, from bytes: inout CanonicalReader, upTo limit: Int
    ) throws(WireError) -> [UInt8] {
        guard length <= UInt64(limit) else {
            throw .tooLong(Int(clamping: length), limit: limit)
        }
        do throws(CanonicalError) {
            return try bytes.raw(Int(length))
        } catch {
            throw .malformed(error)
        }
    }
}
