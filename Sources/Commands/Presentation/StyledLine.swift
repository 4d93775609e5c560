/// A line of parts, each with its own emphasis; its width is that of the text alone.
struct StyledLine {
    private(set) var parts: [(text: String, style: Terminal.Style?)] = []

    init() {}

    init(_ text: String, _ style: Terminal.Style? = nil) { add(text, style) }

    var width: Int { parts.reduce(0) { $0 + TextWidth.of($1.text) } }

    /// Appends text that may hold anything.
    mutating func add(_ text: String, _ style: Terminal.Style? = nil) {
        let clean = SafeText.line(text)
        if !clean.isEmpty { parts.append((clean, style)) }
    }

    mutating func add(_ line: StyledLine) { parts += line.parts }

    /// Cuts the line to a width, with an ellipsis where something is lost.
    func fitted(to width: Int, ascii: Bool) -> StyledLine {
        guard self.width > width else { return self }
        var fitted = StyledLine()
        var room = width - 1
        for part in parts {
            guard TextWidth.of(part.text) > room else {
                fitted.parts.append(part)
                room -= TextWidth.of(part.text)
                continue
            }
            // The blank stands for what follows, which a part that just fits must make room to hint at.
            let cut = TextWidth.fitted(part.text + " ", to: room + 1, ascii: ascii)
            fitted.parts.append((cut, part.style))
            break
        }
        return fitted
    }

    func padded(to width: Int) -> StyledLine {
        var padded = self
        let missing = width - self.width
        if missing > 0 { padded.add(String(repeating: " ", count: missing)) }
        return padded
    }

    /// What is written to a terminal; nothing but emphasis is added, and blanks at the end are left out.
    func text(on terminal: Terminal) -> String {
        var parts = parts
        while let last = parts.popLast() {
            var text = last.text[...]
            while text.last == " " { text.removeLast() }
            guard text.isEmpty else {
                parts.append((String(text), last.style))
                break
            }
        }
        return parts.map { part in
            part.style.map { terminal.styled(part.text, $0) } ?? part.text
        }.joined()
    }
}
