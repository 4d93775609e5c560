/// What would make the YAML library use more time or stack than a file of its length may.
///
/// The library compares the keys of each map in full. A key that is an alias of an alias of a list
/// costs exponential time before any of our own counting begins, so such text is refused unread.
struct YAMLHazard {
    let line: Int
    let reason: String

    static func find(in bytes: [UInt8]) -> YAMLHazard? {
        guard bytes.count <= ImportLimits.yamlLengthMaxBytes else {
            return YAMLHazard(
                line: 0,
                reason: "is YAML longer than \(ImportLimits.yamlLengthMaxBytes >> 20) MiB; "
                    + "split it, or use JSON lines")
        }
        return depth(in: bytes) ?? aliases(in: bytes)
    }

    /// Counts brackets outside quotes and comments by line; text in prose balances or stays small.
    private static func depth(in bytes: [UInt8]) -> YAMLHazard? {
        var depth = 0
        var line = 1
        for byte in bytes {
            switch byte {
            case 0x0a: line += 1
            case 0x5b, 0x7b: depth += 1
            case 0x5d, 0x7d: depth = max(0, depth - 1)
            default: continue
            }
            if depth > bracketsOpenMax {
                return YAMLHazard(line: line, reason: "opens too many brackets")
            }
        }
        return nil
    }

    /// Prose may leave brackets open, so this is wider than the depth that is accepted in the end;
    /// it only keeps the library's recursion within the smallest stack.
    private static let bracketsOpenMax = 400

    private static func aliases(in bytes: [UInt8]) -> YAMLHazard? {
        var anchors = 0
        var aliases = 0
        var line = 1
        var aliasAsKey: Int?
        for position in bytes.indices {
            let byte = bytes[position]
            if byte == 0x0a { line += 1 }
            let isMark = byte == 0x26 || byte == 0x2a
            if isMark, begins(bytes, position), names(bytes, position + 1) {
                if byte == 0x26 {
                    anchors += 1
                } else {
                    aliases += 1
                    let end = bytes[(position + 1)...].firstIndex { !isNamePart($0) }
                    if isFollowedByColon(bytes, end ?? bytes.endIndex) { aliasAsKey = line }
                }
            } else if byte == 0x5d || byte == 0x7d {
                if isFollowedByColon(bytes, position + 1) { aliasAsKey = line }
            } else if byte == 0x3f, begins(bytes, position), !names(bytes, position + 1) {
                aliasAsKey = line
            }
        }
        guard anchors > 0, aliases > 0 else { return nil }
        if let aliasAsKey {
            return YAMLHazard(line: aliasAsKey, reason: "uses aliases beside keys that are no text")
        }
        guard aliases > ImportLimits.aliasesPerFileMax else { return nil }
        return YAMLHazard(
            line: 0, reason: "uses more than \(ImportLimits.aliasesPerFileMax) aliases")
    }

    /// Whether a mark at this place can begin a YAML token.
    private static func begins(_ bytes: [UInt8], _ position: Int) -> Bool {
        guard position > 0 else { return true }
        return switch bytes[position - 1] {
        case 0x20, 0x09, 0x0a, 0x0d, 0x2c, 0x5b, 0x7b, 0x3a, 0x2d, 0x3f, 0x5d, 0x7d, 0x22, 0x27:
            true
        default: false
        }
    }

    private static func names(_ bytes: [UInt8], _ position: Int) -> Bool {
        position < bytes.count && isNamePart(bytes[position])
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x5f, 0x2d: true
        default: false
        }
    }

    /// Looks past blanks and comments, at most a few lines.
    private static func isFollowedByColon(_ bytes: [UInt8], _ start: Int) -> Bool {
        var position = start
        var isComment = false
        let end = min(bytes.count, start + 512)
        while position < end {
            let byte = bytes[position]
            if byte == 0x0a {
                isComment = false
            } else if byte == 0x23 {
                isComment = true
            } else if !isComment, byte != 0x20, byte != 0x09, byte != 0x0d {
                return byte == 0x3a
            }
            position += 1
        }
        // Too far to tell: taken as a key, which refuses the file only if it uses aliases.
        return position < bytes.count
    }
}
