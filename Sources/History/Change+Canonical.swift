package import Causality

// The row encoding: what is hashed. A batch on the wire is columnar; its reader rebuilds these rows.

extension ChangeHeader {
    package func write(to writer: inout CanonicalWriter) {
        writer.identifier(stream)
        writer.number(sequence)
        writer.number(stamp.raw)
        writer.identifier(author)
        writer.number(membership)
        writer.number(UInt64(schemaLevel))
        writer.number(dependencies.count)
        for entry in dependencies {
            writer.identifier(entry.stream)
            writer.number(entry.sequence)
            writer.link(entry.link)
        }
    }

    package init(reading reader: inout CanonicalReader) throws(CanonicalError) {
        let stream = try reader.identifier(StreamID.self)
        let sequence = try reader.number(upTo: Limits.sequenceMax)
        guard sequence > 0 else { throw .outOfRange }
        let stamp = HybridTimestamp(raw: try reader.number(upTo: HybridTimestamp.max.raw))
        let author = try reader.identifier(MemberID.self)
        let membership = try reader.number(upTo: Limits.sequenceMax)
        let level = try reader.number(upTo: UInt64(UInt32.max))
        let count = try reader.count(upTo: Limits.dependenciesPerChangeMax, ofSize: 49)
        var dependencies: [VectorEntry] = []
        dependencies.reserveCapacity(count)
        for _ in 0..<count {
            let entry = VectorEntry(
                try reader.identifier(), try reader.number(upTo: Limits.sequenceMax),
                try reader.link())
            guard entry.sequence > 0 else { throw .outOfRange }
            guard dependencies.last.map({ $0 < entry }) ?? true else { throw .unordered }
            dependencies.append(entry)
        }
        self.init(
            stream: stream, sequence: sequence, stamp: stamp, author: author,
            membership: membership, schemaLevel: UInt32(level), dependencies: dependencies)
    }
}

extension OperationID {
    package func write(to writer: inout CanonicalWriter) {
        writer.identifier(dot.stream)
        writer.number(dot.sequence)
        writer.number(UInt64(index))
    }

    package init(reading reader: inout CanonicalReader) throws(CanonicalError) {
        let stream = try reader.identifier(StreamID.self)
        let sequence = try reader.number(upTo: Limits.sequenceMax)
        guard sequence > 0 else { throw .outOfRange }
        let index = try reader.number(upTo: UInt64(Limits.operationsPerChangeMax))
        self.init(stream, sequence, UInt32(index))
    }
}

extension Operation {
    private static let mustUnderstandFlag: UInt8 = 1

    package func write(to writer: inout CanonicalWriter) {
        writer.byte(verb.rawValue)
        writer.byte(mustUnderstand ? Self.mustUnderstandFlag : 0)
        target.write(to: &writer)
        writer.number(UInt64(field))
        writer.counted(key)
        writer.number(UInt64(subfield))
        writer.counted(value)
        writer.number(supersedes.count)
        for place in supersedes.indices { supersedes[place].write(to: &writer) }
    }

    package init(reading reader: inout CanonicalReader) throws(CanonicalError) {
        let verb = Verb(rawValue: try reader.byte())
        let flags = try reader.byte()
        guard flags <= Self.mustUnderstandFlag else { throw .outOfRange }
        let target = try OperationID(reading: &reader)
        let field = try reader.number(upTo: Limits.fieldNumberMax)
        let key = try reader.counted(upTo: Limits.keyLengthMaxBytes)
        let subfield = try reader.number(upTo: Limits.fieldNumberMax)
        let value = try reader.counted(upTo: Limits.valueLengthMaxBytes)
        let count = try reader.count(upTo: Limits.supersedesPerOperationMax, ofSize: 18)
        var supersedes: [OperationID] = []
        supersedes.reserveCapacity(count)
        for _ in 0..<count {
            let id = try OperationID(reading: &reader)
            guard supersedes.last.map({ $0 < id }) ?? true else { throw .unordered }
            supersedes.append(id)
        }
        self.init(
            verb, target: target, field: UInt32(field), key: key, subfield: UInt32(subfield),
            value: value, supersedes: supersedes,
            mustUnderstand: flags == Self.mustUnderstandFlag)
    }
}

extension Body {
    /// The canonical bytes of the operations; nil where they are withheld.
    package var canonicalBytes: [UInt8]? {
        switch self {
        case .withheld:
            return nil
        case .operations(let operations):
            var writer = CanonicalWriter(capacity: operations.count * 96)
            Self.write(operations, to: &writer)
            return writer.bytes
        }
    }

    static func write(_ operations: Stretch<Operation>, to writer: inout CanonicalWriter) {
        writer.number(operations.count)
        for place in operations.indices { operations[place].write(to: &writer) }
    }

    package init(reading reader: inout CanonicalReader) throws(CanonicalError) {
        let count = try reader.count(upTo: Limits.operationsPerChangeMax, ofSize: 24)
        var operations: [Operation] = []
        operations.reserveCapacity(count)
        for _ in 0..<count { operations.append(try Operation(reading: &reader)) }
        self = .operations(Stretch(operations))
    }
}
