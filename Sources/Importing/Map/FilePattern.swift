/// A path with captures: `deliverables/{series}/{deliverable}.yaml`.
///
/// `{name}` takes part of one segment, `{name...}` whole segments (at least one), `*` any part of a
/// segment, `**` any number of segments. The pattern is held against the end of a path, so that it
/// matches wherever a copy of the source lies.
package struct FilePattern: Sendable {
    /// What a pattern took from a path: the part it matched, and the captures.
    package struct Match: Equatable, Sendable {
        package let name: String
        package let captures: [String: String]
    }

    private enum Piece: Sendable {
        case literal([Character])
        case wildcard
        case capture(String)
    }

    private enum Segment: Sendable {
        case pieces([Piece])
        case anySegments
        case captureSegments(String)
    }

    package let text: String
    package let captureNames: [String]
    private let segments: [Segment]

    /// Nil where a brace is not closed or a capture has no name.
    package init?(_ text: String) {
        self.text = text
        var names: [String] = []
        var segments: [Segment] = []
        for part in text.split(separator: "/") {
            if part == "**" {
                segments.append(.anySegments)
            } else if part.hasPrefix("{"), part.hasSuffix("...}") {
                let name = String(part.dropFirst().dropLast(4))
                guard Self.isName(name) else { return nil }
                names.append(name)
                segments.append(.captureSegments(name))
            } else {
                guard let pieces = Self.pieces(of: part, &names) else { return nil }
                segments.append(.pieces(pieces))
            }
        }
        guard !segments.isEmpty, Set(names).count == names.count else { return nil }
        self.segments = segments
        captureNames = names
    }

    /// Matches the end of a path; the shortest end that matches counts.
    package func match(_ path: String) -> Match? {
        let parts = path.split(separator: "/").map { Array($0) }
        guard parts.count <= Self.segmentsMax else { return nil }
        for start in parts.indices.reversed() {
            var captures: [String: String] = [:]
            if Self.match(segments[...], parts[start...], &captures) {
                let name = parts[start...].map { String($0) }.joined(separator: "/")
                return Match(name: name, captures: captures)
            }
        }
        return nil
    }

    /// Paths deeper than this are nobody's; matching `**` is quadratic in it.
    private static let segmentsMax = 64

    private static func isName(_ name: String) -> Bool {
        !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
    }

    private static func pieces(of part: Substring, _ names: inout [String]) -> [Piece]? {
        var pieces: [Piece] = []
        var literal: [Character] = []
        var rest = part
        while let character = rest.popFirst() {
            guard character == "*" || character == "{" else {
                if character == "}" { return nil }
                literal.append(character)
                continue
            }
            if !literal.isEmpty { pieces.append(.literal(literal)) }
            literal = []
            if character == "*" {
                pieces.append(.wildcard)
                continue
            }
            guard let end = rest.firstIndex(of: "}") else { return nil }
            let name = String(rest[..<end])
            guard isName(name) else { return nil }
            names.append(name)
            pieces.append(.capture(name))
            rest = rest[rest.index(after: end)...]
        }
        if !literal.isEmpty { pieces.append(.literal(literal)) }
        return pieces
    }

    private static func match(
        _ segments: ArraySlice<Segment>, _ parts: ArraySlice<[Character]>,
        _ captures: inout [String: String]
    ) -> Bool {
        guard let segment = segments.first else { return parts.isEmpty }
        let others = segments.dropFirst()
        switch segment {
        case .pieces(let pieces):
            guard let part = parts.first, match(pieces[...], part[...], &captures) else {
                return false
            }
            return match(others, parts.dropFirst(), &captures)
        case .anySegments:
            return (0...parts.count).contains { match(others, parts.dropFirst($0), &captures) }
        case .captureSegments(let name):
            guard !parts.isEmpty else { return false }
            return (1...parts.count).contains { count in
                guard match(others, parts.dropFirst(count), &captures) else { return false }
                captures[name] = parts.prefix(count).map { String($0) }.joined(separator: "/")
                return true
            }
        }
    }

    private static func match(
        _ pieces: ArraySlice<Piece>, _ part: ArraySlice<Character>,
        _ captures: inout [String: String]
    ) -> Bool {
        guard let piece = pieces.first else { return part.isEmpty }
        let others = pieces.dropFirst()
        switch piece {
        case .literal(let characters):
            guard part.starts(with: characters) else { return false }
            return match(others, part.dropFirst(characters.count), &captures)
        case .wildcard:
            return (0...part.count).contains { match(others, part.dropFirst($0), &captures) }
        case .capture(let name):
            guard !part.isEmpty else { return false }
            // The longest first: `{name}.yaml` takes "oslo.messaging" whole.
            return (1...part.count).reversed().contains { count in
                guard match(others, part.dropFirst(count), &captures) else { return false }
                captures[name] = String(part.prefix(count))
                return true
            }
        }
    }
}
