/// A way into a source's tree: `releases[].projects[]`, `front.title`, `../version`, `^team`.
///
/// `.` stays, `^` begins at the file's root, each `../` goes back to the tree selected before;
/// `name` or `"name with. marks"` takes a key, `[]` each member of a list, `[0]` and `[-1]` one of
/// them, `{}` each value of a map, whose key is then `$key`.
package struct SourcePath: Sendable {
    package enum Step: Equatable, Sendable {
        case key(String)
        case member(Int)
        case everyMember
        case everyValue
    }

    package let text: String
    package let isFromRoot: Bool
    package let levelsUp: Int
    package let steps: [Step]

    /// Whether it may find more than one tree.
    package var isPlural: Bool {
        steps.contains { $0 == .everyMember || $0 == .everyValue }
    }

    package static let itself = SourcePath()

    private init() {
        text = "."
        isFromRoot = false
        levelsUp = 0
        steps = []
    }

    /// Nil where the text is no path.
    package init?(_ text: String) {
        self.text = text
        var rest = Substring(text)
        isFromRoot = rest.hasPrefix("^")
        if isFromRoot { rest.removeFirst() }
        var up = 0
        while rest.hasPrefix("../") {
            up += 1
            rest.removeFirst(3)
        }
        levelsUp = up
        if rest == "." || (rest.isEmpty && (isFromRoot || up > 0)) {
            steps = []
            return
        }
        guard let steps = Self.steps(&rest), !steps.isEmpty else { return nil }
        self.steps = steps
    }

    private static func steps(_ rest: inout Substring) -> [Step]? {
        var steps: [Step] = []
        var needsDot = false
        while let first = rest.first {
            switch first {
            case "[":
                guard let end = rest.firstIndex(of: "]") else { return nil }
                let inner = rest[rest.index(after: rest.startIndex)..<end]
                if inner.isEmpty {
                    steps.append(.everyMember)
                } else {
                    guard let number = Int(inner) else { return nil }
                    steps.append(.member(number))
                }
                rest = rest[rest.index(after: end)...]
            case "{":
                guard rest.hasPrefix("{}") else { return nil }
                steps.append(.everyValue)
                rest.removeFirst(2)
            case ".":
                guard needsDot else { return nil }
                rest.removeFirst()
                needsDot = false
                continue
            default:
                guard !needsDot, let key = key(&rest) else { return nil }
                steps.append(.key(key))
            }
            needsDot = true
        }
        return needsDot ? steps : nil
    }

    private static func key(_ rest: inout Substring) -> String? {
        guard let quote = rest.first, quote == "\"" || quote == "'" else {
            let name = rest.prefix { !".[]{}\"'|?".contains($0) }
            rest = rest.dropFirst(name.count)
            return name.isEmpty ? nil : String(name)
        }
        rest.removeFirst()
        guard let end = rest.firstIndex(of: quote) else { return nil }
        let name = String(rest[..<end])
        rest = rest[rest.index(after: end)...]
        return name
    }
}
