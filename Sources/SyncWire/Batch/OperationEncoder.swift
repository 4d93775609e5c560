import Causality
import History

/// Writes the columns that hold the operations of a run of changes.
///
/// Shapes and targets lie in the order of the operations. Keys, values and supersessions lie shape
/// by shape, because what is alike then lies together.
struct OperationEncoder {
    /// An operation with the numbers that stand for parts of it.
    private struct Placed {
        let operation: Operation
        let id: OperationID
        var label: Int
    }

    private var placed: [Placed] = []
    /// Per shape the positions of its operations.
    private var byShape: [[Int]] = []
    private var keyNumbers: [ByteKey: Int] = [:]

    private var bodies = CanonicalWriter()
    private var withheldHashes = CanonicalWriter()
    private var shapeEntries = CanonicalWriter()
    private var shapes = CanonicalWriter()
    private var targets = CanonicalWriter()
    private var targetSequences = CanonicalWriter()
    private var targetIndexes = CanonicalWriter()
    private var keys = CanonicalWriter()
    private var keyLengths = CanonicalWriter()
    private var keyBytes = CanonicalWriter()
    private var values = CanonicalWriter()
    private var valueLengths = CanonicalWriter()
    private var valueBytes = CanonicalWriter()
    private var supersessions = CanonicalWriter()
    private var supersededIndexes = CanonicalWriter()
    private var referenceStreams = CanonicalWriter()
    private var referenceSequences = CanonicalWriter()
    private var referenceIndexes = CanonicalWriter()

    static func write(
        _ changes: [Change], to columns: inout ColumnSet, labels: inout LabelTable
    ) throws(WireError) {
        var encoder = OperationEncoder()
        try encoder.writeBodies(changes)
        try encoder.writeShapes()
        try encoder.writeTargets(labels: &labels)
        for positions in encoder.byShape {
            try encoder.writeShape(positions, labels: &labels)
        }
        encoder.put(into: &columns)
    }

    private func put(into columns: inout ColumnSet) {
        columns.put(bodies, in: .bodies)
        columns.put(withheldHashes, in: .withheldHashes)
        columns.put(shapeEntries, in: .shapeEntries)
        columns.put(shapes, in: .shapes)
        columns.put(targets, in: .targets)
        columns.put(targetSequences, in: .targetSequences)
        columns.put(targetIndexes, in: .targetIndexes)
        columns.put(keys, in: .keys)
        columns.put(keyLengths, in: .keyLengths)
        columns.put(keyBytes, in: .keyBytes)
        columns.put(values, in: .values)
        columns.put(valueLengths, in: .valueLengths)
        columns.put(valueBytes, in: .valueBytes)
        columns.put(supersessions, in: .supersessions)
        columns.put(supersededIndexes, in: .supersededIndexes)
        columns.put(referenceStreams, in: .referenceStreams)
        columns.put(referenceSequences, in: .referenceSequences)
        columns.put(referenceIndexes, in: .referenceIndexes)
    }

    // MARK: In the order of the operations

    private mutating func writeBodies(_ changes: [Change]) throws(WireError) {
        var run: (code: Int, length: Int)?
        for change in changes {
            let code: Int
            switch change.body {
            case .withheld(let hash):
                code = 0
                withheldHashes.link(hash)
            case .operations(let operations):
                guard operations.count <= Limits.operationsPerChangeMax else {
                    throw .tooLong(operations.count, limit: Limits.operationsPerChangeMax)
                }
                code = operations.count + 1
                let (stream, sequence) = (change.header.stream, change.header.sequence)
                for (index, operation) in operations.enumerated() {
                    let id = OperationID(stream, sequence, UInt32(index))
                    placed.append(Placed(operation: operation, id: id, label: 0))
                }
            }
            if let last = run, last.code == code {
                run = (code, last.length + 1)
            } else {
                writeRun(run)
                run = (code, 1)
            }
        }
        writeRun(run)
    }

    private mutating func writeRun(_ run: (code: Int, length: Int)?) {
        guard let run else { return }
        bodies.number(run.code)
        bodies.number(run.length - 1)
    }

    private mutating func writeShapes() throws(WireError) {
        var numbers: [OperationShape: Int] = [:]
        var latest: (shape: OperationShape, number: Int)?
        for (position, item) in placed.enumerated() {
            let shape = try Self.shape(of: item.operation)
            let number: Int
            if let latest, latest.shape == shape {
                number = latest.number
            } else {
                number = numbers[shape] ?? byShape.count
                latest = (shape, number)
            }
            if number == byShape.count {
                numbers[shape] = number
                byShape.append([])
                shapeEntries.byte(shape.verb)
                shapeEntries.byte(shape.flags)
                shapeEntries.number(UInt64(shape.field))
                shapeEntries.number(UInt64(shape.subfield))
            }
            byShape[number].append(position)
            shapes.number(number)
        }
    }

    private static func shape(of operation: Operation) throws(WireError) -> OperationShape {
        let limit = UInt32(Limits.fieldNumberMax)
        guard operation.field <= limit, operation.subfield <= limit else {
            throw .unencodable(.outOfRange)
        }
        guard operation.key.count <= Limits.keyLengthMaxBytes else {
            throw .tooLong(operation.key.count, limit: Limits.keyLengthMaxBytes)
        }
        guard operation.value.count <= Limits.valueLengthMaxBytes else {
            throw .tooLong(operation.value.count, limit: Limits.valueLengthMaxBytes)
        }
        let flags =
            (operation.mustUnderstand ? OperationShape.mustUnderstandFlag : 0)
            | (operation.key.isEmpty ? 0 : OperationShape.keyFlag)
        return OperationShape(
            verb: operation.verb.rawValue, flags: flags, field: operation.field,
            subfield: operation.subfield)
    }

    private mutating func writeTargets(labels: inout LabelTable) throws(WireError) {
        var last: OperationID?
        for position in placed.indices {
            let (id, target) = (placed[position].id, placed[position].operation.target)
            try Self.check(target)
            let label = labels.number(of: target.dot.stream)
            placed[position].label = label
            if target == last {
                targets.number(TargetForm.same)
            } else if target == id {
                targets.number(TargetForm.itself)
            } else if target.dot == id.dot {
                targets.number(TargetForm.sameChange)
                targetIndexes.number(UInt64(target.index))
            } else {
                targets.number(TargetForm.labelled + UInt64(label))
                Self.write(target.dot.sequence, of: label, from: id, to: &targetSequences)
                targetIndexes.number(UInt64(target.index))
            }
            last = target
        }
    }

    /// Own sequences are written as the distance back, which stays short in an old stream.
    private static func write(
        _ sequence: UInt64, of label: Int, from id: OperationID, to writer: inout CanonicalWriter
    ) {
        if label == 0 {
            #if RAILYARD_BUG_DELTA_SIGN  // Trips the checker `a batch comes back as it was written`.
                writer.signed(Int64(sequence) - Int64(id.dot.sequence))
            #else
                writer.signed(Int64(id.dot.sequence) - Int64(sequence))
            #endif
        } else {
            writer.number(sequence)
        }
    }

    private static func check(_ id: OperationID) throws(WireError) {
        guard id.dot.sequence > 0, id.dot.sequence <= Limits.sequenceMax,
            id.index <= UInt32(Limits.operationsPerChangeMax)
        else { throw .unencodable(.outOfRange) }
    }

    // MARK: Shape by shape

    private mutating func writeShape(
        _ positions: [Int], labels: inout LabelTable
    ) throws(WireError) {
        var valueNumbers: [ByteKey: Int] = [:]
        var latest: [CellKey: OperationID] = [:]
        latest.reserveCapacity(positions.count)
        for position in positions {
            let item = placed[position]
            let key = writeKey(item.operation.key)
            writeValue(item.operation.value, numbers: &valueNumbers)
            let cell = CellKey(
                label: UInt64(item.label), sequence: item.operation.target.dot.sequence,
                index: item.operation.target.index, key: key)
            let previous = latest.updateValue(item.id, forKey: cell)
            try writeSupersession(item, latest: previous, labels: &labels)
        }
    }

    private mutating func writeKey(_ key: [UInt8]) -> UInt32 {
        guard !key.isEmpty else { return 0 }
        let entry = ByteKey(key)
        if let number = keyNumbers[entry] {
            keys.number(number)
            return UInt32(number)
        }
        let number = keyNumbers.count + 1
        keyNumbers[entry] = number
        keys.number(0)
        keyLengths.number(key.count)
        keyBytes.raw(key)
        return UInt32(number)
    }

    private mutating func writeValue(_ value: [UInt8], numbers: inout [ByteKey: Int]) {
        let entry = ByteKey(value)
        if let number = numbers[entry] {
            values.number(number)
            return
        }
        numbers[entry] = numbers.count + 1
        values.number(0)
        let form = ValueForm(of: value)
        valueLengths.number(form.code)
        valueBytes.raw(value[form.prefixLength...])
    }

    private mutating func writeSupersession(
        _ item: Placed, latest: OperationID?, labels: inout LabelTable
    ) throws(WireError) {
        let superseded = item.operation.supersedes
        guard superseded.count <= Limits.supersedesPerOperationMax else {
            throw .tooLong(superseded.count, limit: Limits.supersedesPerOperationMax)
        }
        guard let first = superseded.first else {
            supersessions.number(SupersessionForm.nothing)
            return
        }
        if superseded.count == 1, first == latest {
            supersessions.number(SupersessionForm.latest)
            return
        }
        for id in superseded { try Self.check(id) }
        if superseded.count == 1, first.dot == item.operation.target.dot {
            supersessions.number(SupersessionForm.besideTarget)
            supersededIndexes.number(UInt64(first.index))
            return
        }
        guard superseded.isStrictlyAscending else { throw .unencodable(.unordered) }
        supersessions.number(SupersessionForm.listOfOne + UInt64(superseded.count - 1))
        for id in superseded {
            let label = labels.number(of: id.dot.stream)
            referenceStreams.number(label)
            Self.write(id.dot.sequence, of: label, from: item.id, to: &referenceSequences)
            referenceIndexes.number(UInt64(id.index))
        }
    }
}
