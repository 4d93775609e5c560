/// Cuts Swift source into tokens, leaving out comments and the literal parts of strings.
///
/// It knows nested comments, raw and multi-line strings, and interpolation (whose code it keeps),
/// which is all that the checks need; it is not a parser.
struct Scanner {
    private let bytes: [UInt8]
    private var position = 0
    private var line = 1
    private var depth = 0
    private(set) var tokens: [Token] = []

    /// Returns the tokens of a source text.
    static func tokens(of text: String) -> [Token] {
        var scanner = Scanner(bytes: Array(text.utf8))
        scanner.scanCode(untilParenthesis: false)
        return scanner.tokens
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// Says whether a byte belongs to a name, a keyword or a number.
    static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
            true
        default:
            false
        }
    }

    private func peek(_ ahead: Int = 0) -> UInt8? {
        position + ahead < bytes.count ? bytes[position + ahead] : nil
    }

    private func sees(_ text: StaticString) -> Bool {
        (0..<text.utf8CodeUnitCount).allSatisfy { peek($0) == text.utf8Start[$0] }
    }

    private mutating func step(_ count: Int = 1) {
        for _ in 0..<count where position < bytes.count {
            if bytes[position] == UInt8(ascii: "\n") { line += 1 }
            position += 1
        }
    }

    private mutating func emit(from start: Int, line: Int) {
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        let isAttached = start > 0 && bytes[start - 1] > UInt8(ascii: " ")
        tokens.append(Token(text: text, line: line, depth: depth, isAttached: isAttached))
    }

    /// Reads code to the end of the text, or past the parenthesis that ends an interpolation.
    private mutating func scanCode(untilParenthesis: Bool) {
        var open = 0
        while let byte = peek() {
            if sees("//") {
                while let next = peek(), next != UInt8(ascii: "\n") { step() }
            } else if sees("/*") {
                skipComment()
            } else if let hashes = stringOpening() {
                skipString(hashes: hashes)
            } else if byte == UInt8(ascii: "`") {
                scanQuotedName()
            } else if Self.isWordByte(byte) {
                let start = position
                while let next = peek(), Self.isWordByte(next) { step() }
                emit(from: start, line: line)
            } else {
                if byte == UInt8(ascii: "(") { open += 1 }
                if byte == UInt8(ascii: ")") {
                    if untilParenthesis, open == 0 { return step() }
                    open -= 1
                }
                scanSign(byte)
            }
        }
    }

    private mutating func scanSign(_ byte: UInt8) {
        let start = position
        if byte == UInt8(ascii: "}") { depth -= 1 }
        step()
        if byte > UInt8(ascii: " ") { emit(from: start, line: line) }
        if byte == UInt8(ascii: "{") { depth += 1 }
    }

    private mutating func scanQuotedName() {
        let start = position
        step()
        while let next = peek(), next != UInt8(ascii: "`"), next != UInt8(ascii: "\n") { step() }
        step()
        emit(from: start, line: line)
    }

    private mutating func skipComment() {
        var open = 0
        repeat {
            if sees("/*") {
                open += 1
                step(2)
            } else if sees("*/") {
                open -= 1
                step(2)
            } else {
                step()
            }
        } while open > 0 && peek() != nil
    }

    /// Returns how many number signs stand before the quotation mark, or nil if none begins here.
    private func stringOpening() -> Int? {
        var hashes = 0
        while peek(hashes) == UInt8(ascii: "#") { hashes += 1 }
        return peek(hashes) == UInt8(ascii: "\"") ? hashes : nil
    }

    private mutating func skipString(hashes: Int) {
        step(hashes)
        let quotes = sees("\"\"\"") ? 3 : 1
        step(quotes)
        while let byte = peek() {
            if byte == UInt8(ascii: "\\"), endsWithHashes(after: 1, hashes) {
                step(1 + hashes)
                if peek() == UInt8(ascii: "(") {
                    step()
                    scanCode(untilParenthesis: true)
                } else {
                    step()
                }
            } else if closes(quotes: quotes), endsWithHashes(after: quotes, hashes) {
                return step(quotes + hashes)
            } else if quotes == 1, byte == UInt8(ascii: "\n") {
                return
            } else {
                step()
            }
        }
    }

    private func closes(quotes: Int) -> Bool {
        (0..<quotes).allSatisfy { peek($0) == UInt8(ascii: "\"") }
    }

    private func endsWithHashes(after offset: Int, _ hashes: Int) -> Bool {
        (0..<hashes).allSatisfy { peek(offset + $0) == UInt8(ascii: "#") }
    }
}
