package import Causality

/// What a cell can hold.
///
/// There is no floating point: its texts differ between machines, integers do not.
package enum Value: Hashable, Sendable {
    case none
    case flag(Bool)
    case integer(Int64)
    case text(CanonicalText)
    case bytes([UInt8])
    case entity(EntityID)
    /// A composite, written and superseded whole.
    case list([Value])

    package static func text(_ string: some StringProtocol) -> Value {
        .text(CanonicalText(string))
    }
}

extension Value {
    /// Composites hold a few parts (start, end, zone), never lists of records: those are maps.
    package static let listCountMax = 1_024

    /// A composite of composites is the deepest that the domain has; decoding recurses no further.
    package static let listDepthMax = 4

    /// The canonical bytes, as an operation carries them.
    package var canonicalBytes: [UInt8] {
        var writer = CanonicalWriter()
        write(to: &writer)
        return writer.bytes
    }

    /// Reads canonical bytes that hold one value and nothing else.
    package init(canonicalBytes bytes: [UInt8]) throws(CanonicalError) {
        var reader = CanonicalReader(bytes)
        try self.init(reading: &reader)
        try reader.finish()
    }

    /// Says whether bytes are the canonical form of one value, without making it.
    package static func isCanonical(_ bytes: [UInt8]) -> Bool {
        var reader = CanonicalReader(bytes)
        do throws(CanonicalError) {
            try pass(&reader)
            try reader.finish()
            return true
        } catch {
            return false
        }
    }

    package func write(to writer: inout CanonicalWriter) {
        switch self {
        case .none:
            writer.byte(0)
        case .flag(false):
            writer.byte(1)
        case .flag(true):
            writer.byte(2)
        case .integer(let value):
            writer.byte(3)
            writer.signed(value)
        case .text(let text):
            writer.byte(4)
            writer.counted(text.utf8)
        case .bytes(let bytes):
            writer.byte(5)
            writer.counted(bytes)
        case .entity(let id):
            writer.byte(6)
            writer.identifier(id)
        case .list(let values):
            writer.byte(7)
            writer.number(values.count)
            for value in values { value.write(to: &writer) }
        }
    }

    package init(reading reader: inout CanonicalReader) throws(CanonicalError) {
        try self.init(reading: &reader, depth: 0)
    }

    private init(reading reader: inout CanonicalReader, depth: Int) throws(CanonicalError) {
        let tag = try reader.byte()
        switch tag {
        case 0: self = .none
        case 1: self = .flag(false)
        case 2: self = .flag(true)
        case 3: self = .integer(try reader.signed())
        case 4:
            guard let text = CanonicalText(utf8: try reader.counted(upTo: reader.remaining))
            else { throw .invalidText }
            self = .text(text)
        case 5: self = .bytes(try reader.counted(upTo: reader.remaining))
        case 6: self = .entity(try reader.identifier())
        case 7:
            guard depth < Self.listDepthMax else { throw .outOfRange }
            let count = try reader.count(upTo: Self.listCountMax)
            var values: [Value] = []
            values.reserveCapacity(count)
            for _ in 0..<count { values.append(try Value(reading: &reader, depth: depth + 1)) }
            self = .list(values)
        default: throw .unknownTag(tag)
        }
    }
}

extension Value {
    /// Passes over one value, which is checked as `init(reading:)` checks it.
    static func pass(_ reader: inout CanonicalReader, depth: Int = 0) throws(CanonicalError) {
        let tag = try reader.byte()
        switch tag {
        case 0, 1, 2: return
        case 3: _ = try reader.number()
        case 4: try reader.passText()
        case 5: try reader.pass(try reader.count(upTo: reader.remaining))
        case 6: try reader.pass(EntityID.byteCount)
        case 7:
            guard depth < listDepthMax else { throw .outOfRange }
            for _ in 0..<(try reader.count(upTo: listCountMax)) {
                try pass(&reader, depth: depth + 1)
            }
        default: throw .unknownTag(tag)
        }
    }
}

extension Value {
    package var textValue: CanonicalText? {
        if case .text(let text) = self { text } else { nil }
    }

    /// The text itself, or the first part of a composite such as a state with its reason.
    package var leadingText: CanonicalText? {
        if case .list(let values) = self { values.first?.textValue } else { textValue }
    }

    package var string: String? { textValue?.string }

    package var integerValue: Int64? {
        if case .integer(let value) = self { value } else { nil }
    }

    package var flagValue: Bool? {
        if case .flag(let value) = self { value } else { nil }
    }

    package var entityValue: EntityID? {
        if case .entity(let id) = self { id } else { nil }
    }

    package var parts: [Value] {
        if case .list(let values) = self { values } else { [] }
    }
}
