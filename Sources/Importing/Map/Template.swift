/// Text with places to fill in: `{deliverable} {version}`, `{$series}/{name|$key}`, `{note?}`.
///
/// A place names a path of the source, or with `$` a capture or a value of `let`. Of alternatives
/// between bars the first that is there counts. Where a place stays empty the whole is absent,
/// unless the place ends in `?`. `{{` and `}}` stand for braces.
package struct Template: Sendable {
    package enum Source: Sendable {
        case path(SourcePath)
        case variable(String)
    }

    package enum Part: Sendable {
        case literal(String)
        case place([Source], isOptional: Bool)
    }

    package let text: String
    package let parts: [Part]

    /// The single path of a template that is nothing else, so that its line can be reported.
    package var onlyPath: SourcePath? {
        guard parts.count == 1, case .place(let sources, _) = parts[0], sources.count == 1,
            case .path(let path) = sources[0]
        else { return nil }
        return path
    }

    package var variables: [String] {
        parts.flatMap { part -> [String] in
            guard case .place(let sources, _) = part else { return [] }
            return sources.compactMap { if case .variable(let name) = $0 { name } else { nil } }
        }
    }

    /// Nil where a brace is not closed or a place is no path.
    package init?(_ text: String) {
        self.text = text
        var parts: [Part] = []
        var literal = ""
        var rest = Substring(text)
        while let character = rest.popFirst() {
            if character == "{" || character == "}", rest.first == character {
                rest.removeFirst()
                literal.append(character)
            } else if character == "{" {
                if !literal.isEmpty { parts.append(.literal(literal)) }
                literal = ""
                guard let end = Self.end(of: rest), let place = Self.place(rest[..<end]) else {
                    return nil
                }
                parts.append(place)
                rest = rest[rest.index(after: end)...]
            } else if character == "}" {
                return nil
            } else {
                literal.append(character)
            }
        }
        if !literal.isEmpty || parts.isEmpty { parts.append(.literal(literal)) }
        self.parts = parts
    }

    /// The closing brace; a pair `{}` inside is part of a path.
    private static func end(of rest: Substring) -> Substring.Index? {
        var position = rest.startIndex
        while position < rest.endIndex {
            let next = rest.index(after: position)
            if rest[position] == "}" { return position }
            if rest[position] == "{" {
                guard next < rest.endIndex, rest[next] == "}" else { return nil }
                position = rest.index(after: next)
            } else {
                position = next
            }
        }
        return nil
    }

    private static func place(_ text: Substring) -> Part? {
        var text = text
        let isOptional = text.hasSuffix("?")
        if isOptional { text.removeLast() }
        var sources: [Source] = []
        for alternative in text.split(separator: "|", omittingEmptySubsequences: false) {
            if alternative.hasPrefix("$") {
                guard alternative.count > 1 else { return nil }
                sources.append(.variable(String(alternative.dropFirst())))
            } else {
                guard let path = SourcePath(String(alternative)) else { return nil }
                sources.append(.path(path))
            }
        }
        return .place(sources, isOptional: isOptional)
    }
}
