/// A text of the repository with what the checks ask of it.
struct SourceFile {
    /// The path from the root of the repository, with forward slashes.
    let path: String
    let text: String
    /// The tokens of a Swift file; empty for any other.
    let tokens: [Token]

    init(_ path: String, _ text: String) {
        self.path = path
        self.text = text
        tokens = path.hasSuffix(".swift") ? Scanner.tokens(of: text) : []
    }

    /// The lines, without the empty piece behind a final line feed.
    var lines: [Substring] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last == "" { lines.removeLast() }
        return lines
    }

    var lineCount: Int {
        text.utf8.count { $0 == UInt8(ascii: "\n") } + (text.hasSuffix("\n") ? 0 : 1)
    }

    /// The target that a file under `Sources` belongs to.
    var target: String? {
        let parts = path.split(separator: "/")
        return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : nil
    }

    /// The file name without its folders and its ending.
    var stem: String {
        let name = path.split(separator: "/").last ?? ""
        return String(name.split(separator: ".").first ?? "")
    }

    var isSwift: Bool { path.hasSuffix(".swift") }
}
