internal import Foundation

/// Reads a file of any length, or what comes through a pipe, line by line.
struct LineReader {
    /// The name under which the standard input is read.
    static let standardInput = "-"

    enum Line {
        case bytes([UInt8])
        /// Longer than the limit, and passed over.
        case tooLong
    }

    /// What is asked of the system at once: large enough that the asking costs nothing.
    private static let portionMaxBytes = 1 << 18

    private let handle: FileHandle
    private let lengthMaxBytes: Int
    private var held: [UInt8] = []
    private var position = 0
    private var isAtEnd = false

    init(path: String, lengthMaxBytes: Int) throws {
        self.lengthMaxBytes = lengthMaxBytes
        if path == Self.standardInput {
            handle = .standardInput
            return
        }
        // Says what is wrong with the path in the words of every import.
        guard let file = try SourceFolder.files(at: [path]).first, file == path else {
            throw SourceFolder.Unreadable(path: path, reason: "it is a folder, not an export")
        }
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw SourceFolder.Unreadable(path: path, reason: "the file cannot be opened")
        }
        self.handle = handle
    }

    /// The next line without its end; nil behind the last.
    mutating func next() throws -> Line? {
        var line: [UInt8] = []
        var isTooLong = false
        while true {
            let rest = held[position...]
            let end = rest.firstIndex(of: 0x0a) ?? held.count
            if line.count + end - position > lengthMaxBytes { isTooLong = true }
            if !isTooLong { line += held[position..<end] }
            if end < held.count {
                position = end + 1
                return isTooLong ? .tooLong : .bytes(line)
            }
            guard try fill() else {
                position = held.count
                if isTooLong { return .tooLong }
                return line.isEmpty ? nil : .bytes(line)
            }
        }
    }

    private mutating func fill() throws -> Bool {
        guard !isAtEnd else { return false }
        let data = try handle.read(upToCount: Self.portionMaxBytes) ?? Data()
        isAtEnd = data.isEmpty
        held = Array(data)
        position = 0
        return !isAtEnd
    }
}
