/// Walks JSON text once; every read is checked, and depth and number of values are bounded.
struct JSONScanner {
    struct Failure: Error {
        let line: Int
        let reason: String
    }

    let source: SourceText
    private(set) var problems: [ImportProblem] = []
    var budget = ImportLimits.valuesPerFileMax

    private var position: Int
    private let end: Int
    private var line: Int

    init(source: SourceText, range: Range<Int>, line: Int) {
        self.source = source
        position = range.lowerBound
        end = range.upperBound
        self.line = line
    }

    mutating func document() throws(Failure) -> SourceTree {
        let root = try value(depth: 0)
        skipBlanks()
        guard position == end else { throw failure("text after the value") }
        return root
    }

    private mutating func value(depth: Int) throws(Failure) -> SourceTree {
        skipBlanks()
        budget -= 1
        guard budget >= 0 else {
            throw failure("more than \(ImportLimits.valuesPerFileMax) values")
        }
        guard depth < ImportLimits.depthMax else {
            throw failure("nested deeper than \(ImportLimits.depthMax)")
        }
        let start = line + source.lineOffset
        guard let byte = peek() else { throw failure("ends where a value should stand") }
        switch byte {
        case 0x7b: return SourceTree(.map(try map(depth: depth)), line: start)
        case 0x5b: return SourceTree(.list(try list(depth: depth)), line: start)
        case 0x22: return SourceTree(.scalar(.init(text: try string(), type: .text)), line: start)
        default: return SourceTree(.scalar(try word()), line: start)
        }
    }

    private mutating func map(depth: Int) throws(Failure) -> [SourceEntry] {
        position += 1
        var entries: [SourceEntry] = []
        var seen: Set<String> = []
        skipBlanks()
        if take(0x7d) { return entries }
        while true {
            skipBlanks()
            guard peek() == 0x22 else { throw failure("a key should stand here, in quotes") }
            let keyLine = line
            let key = try string()
            skipBlanks()
            guard take(0x3a) else { throw failure("a colon is missing after \"\(key)\"") }
            let tree = try value(depth: depth + 1)
            let entry = SourceEntry(key: key, line: keyLine + source.lineOffset, tree: tree)
            if !seen.insert(key).inserted, let place = entries.firstIndex(where: { $0.key == key })
            {
                report(keyLine, key, "key twice in one map; the last stands", .kept)
                entries[place] = entry
            } else {
                entries.append(entry)
            }
            skipBlanks()
            if take(0x7d) { return entries }
            guard take(0x2c) else { throw failure("a comma or } is missing") }
        }
    }

    private mutating func list(depth: Int) throws(Failure) -> [SourceTree] {
        position += 1
        var members: [SourceTree] = []
        skipBlanks()
        if take(0x5d) { return members }
        while true {
            try members.append(value(depth: depth + 1))
            skipBlanks()
            if take(0x5d) { return members }
            guard take(0x2c) else { throw failure("a comma or ] is missing") }
        }
    }

    private mutating func word() throws(Failure) -> SourceScalar {
        let start = position
        while let byte = peek(), Self.isWordPart(byte) { position += 1 }
        let text = String(decoding: source.bytes[start..<position], as: UTF8.self)
        switch text {
        case "null": return SourceScalar(text: text, type: .null)
        case "true", "false": return SourceScalar(text: text, type: .boolean)
        default:
            guard let type = Self.numberType(source.bytes[start..<position]) else {
                throw failure("no value begins here")
            }
            return SourceScalar(text: text, type: type)
        }
    }

    private mutating func string() throws(Failure) -> String {
        position += 1
        var units: [UInt8] = []
        while let byte = peek() {
            position += 1
            switch byte {
            case 0x22: return String(decoding: units, as: UTF8.self)
            case 0x5c: try escape(into: &units)
            case 0..<0x20: throw failure("a control character in a text")
            default: units.append(byte)
            }
        }
        throw failure("a text without its closing quote")
    }

    private mutating func escape(into units: inout [UInt8]) throws(Failure) {
        guard let byte = peek() else { throw failure("a text without its closing quote") }
        position += 1
        switch byte {
        case 0x22, 0x5c, 0x2f: units.append(byte)
        case 0x62: units.append(0x08)
        case 0x66: units.append(0x0c)
        case 0x6e: units.append(0x0a)
        case 0x72: units.append(0x0d)
        case 0x74: units.append(0x09)
        case 0x75: units.append(contentsOf: String(try scalar()).utf8)
        default: throw failure("an escape that JSON does not know")
        }
    }

    /// Reads the digits after `\u`, with the second half of a surrogate pair.
    private mutating func scalar() throws(Failure) -> Character {
        let first = try digits()
        if let scalar = Unicode.Scalar(first) { return Character(scalar) }
        let mark = position
        if first < 0xdc00, take(0x5c), take(0x75) {
            let second = try digits()
            let joined = 0x10000 + (first - 0xd800) << 10 + (second &- 0xdc00)
            if (0xdc00...0xdfff).contains(second), let scalar = Unicode.Scalar(joined) {
                return Character(scalar)
            }
        }
        position = mark
        report(line, "text", "half of a surrogate pair; replaced by U+FFFD", .repaired)
        return "\u{fffd}"
    }

    private mutating func digits() throws(Failure) -> UInt32 {
        var number: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = peek(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue
            else { throw failure("four hexadecimal digits should follow \\u") }
            position += 1
            number = number << 4 | UInt32(digit)
        }
        return number
    }

    private static func numberType(_ bytes: ArraySlice<UInt8>) -> SourceScalar.Kind? {
        var digits = 0
        var isDecimal = false
        for (offset, byte) in bytes.enumerated() {
            switch byte {
            case 0x30...0x39: digits += 1
            case 0x2d where offset == 0: continue
            case 0x2b, 0x2d, 0x2e, 0x45, 0x65:
                guard digits > 0 else { return nil }
                isDecimal = true
            default: return nil
            }
        }
        guard digits > 0 else { return nil }
        return isDecimal ? .decimal : .integer
    }

    private static func isWordPart(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2b, 0x2d, 0x2e: true
        default: false
        }
    }

    private func peek() -> UInt8? { position < end ? source.bytes[position] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek() == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipBlanks() {
        while let byte = peek(), byte == 0x20 || (0x09...0x0d).contains(byte) {
            if byte == 0x0a { line += 1 }
            position += 1
        }
    }

    private mutating func report(
        _ line: Int, _ field: String, _ reason: String, _ outcome: ImportProblem.Outcome
    ) {
        guard problems.count < ImportLimits.problemsPerFileMax else { return }
        problems.append(source.problem(line: line, field: field, reason, outcome: outcome))
    }

    private func failure(_ reason: String) -> Failure { Failure(line: line, reason: reason) }
}
