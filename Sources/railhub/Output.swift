import Foundation

/// Writes results to standard output, at once, so that scripts can wait for a line.
enum Output {
    static func line(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }

    static func table(_ rows: [(name: String, value: String)]) {
        let width = rows.map(\.name.count).max() ?? 0
        for row in rows {
            let gap = String(repeating: " ", count: width - row.name.count)
            line("\(row.name)\(gap)  \(row.value)")
        }
    }

    /// Writes data in the envelope that bears its name and version.
    static func json(_ schema: String, _ data: some Encodable) throws {
        line(try text(Envelope(schema: schema, data: data, problems: [])))
    }

    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// Text that others chose, without what could steer a terminal.
    static func visible(_ text: String) -> String {
        String(
            text.unicodeScalars.map { scalar in
                let isPlain =
                    scalar.value >= 32 && scalar.value != 127
                    && !scalar.properties.isDefaultIgnorableCodePoint
                    && scalar.properties.generalCategory != .control
                return isPlain ? Character(scalar) : "\u{FFFD}"
            })
    }

    private struct Envelope<Content: Encodable>: Encodable {
        let schema: String
        let data: Content
        let problems: [String]
    }
}
