/// Where the members of a list come from: the trees at a path, or the pieces of their text.
package struct MemberSource {
    package enum Cut {
        /// The text between separators.
        case split(String)
        /// Each place that a pattern matches: its first group, or all of it where it has none.
        case find(TextPattern)
    }

    package let path: SourcePath
    package let cut: Cut?

    /// A scope for each member.
    func scopes(in scope: EvaluationScope) -> [EvaluationScope] {
        let found = scope.find(path)
        guard let cut else { return found }
        return found.flatMap { outer -> [EvaluationScope] in
            let tree = outer.tree
            return Self.pieces(of: tree.text ?? "", cut, outer).enumerated().map { place, piece in
                let scalar = SourceTree(
                    .scalar(SourceScalar(text: piece, type: .text)), line: tree.line)
                return outer.inside(scalar, position: place + 1)
            }
        }
    }

    private static func pieces(
        of text: String, _ cut: Cut, _ scope: EvaluationScope
    ) -> [String] {
        switch cut {
        case .split(let separator):
            guard text.contains(separator) else { return text.isEmpty ? [] : [text] }
            return text.split(separator: separator).map(String.init)
        case .find(let pattern):
            // Line by line, so that long texts stay within what patterns may see.
            return text.split(whereSeparator: \.isNewline).flatMap {
                pattern.matches(in: String($0), variables: scope.variables)
            }
        }
    }
}
