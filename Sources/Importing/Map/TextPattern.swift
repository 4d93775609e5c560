/// A regular expression of a map; `{$name}` in it stands for a capture or a value of `let`.
///
/// A value that is filled in stands for its own characters, whatever they are.
package struct TextPattern {
    package let text: String
    package let variables: [String]
    /// Literal text before each variable, and after the last.
    private let literals: [String]
    /// Compiled once where nothing has to be filled in.
    private let compiled: Regex<AnyRegexOutput>?

    /// Nil where it is no regular expression.
    package init?(_ text: String) {
        self.text = text
        var literals = [""]
        var variables: [String] = []
        var rest = Substring(text)
        while let start = rest.firstRange(of: "{$") {
            guard let end = rest[start.upperBound...].firstIndex(of: "}") else { return nil }
            literals[literals.count - 1] += rest[..<start.lowerBound]
            variables.append(String(rest[start.upperBound..<end]))
            literals.append("")
            rest = rest[rest.index(after: end)...]
        }
        literals[literals.count - 1] += rest
        self.literals = literals
        self.variables = variables
        let sample = literals.joined(separator: "x")
        guard let regex = try? Regex(sample) else { return nil }
        compiled = variables.isEmpty ? regex : nil
    }

    /// The first match in a text; nil also where a variable is absent or the text is too long.
    package func match(
        in subject: String, variables values: [String: String]
    ) -> Regex<AnyRegexOutput>.Match? {
        guard subject.utf8.count <= ImportLimits.patternTextLengthMaxBytes,
            let regex = compiled ?? filledIn(values)
        else { return nil }
        return try? regex.firstMatch(in: subject)
    }

    /// What every match of a text gives: the first group, or all of it where there is none.
    func matches(in subject: String, variables values: [String: String]) -> [String] {
        guard subject.utf8.count <= ImportLimits.patternTextLengthMaxBytes,
            let regex = compiled ?? filledIn(values)
        else { return [] }
        return subject.matches(of: regex).compactMap { match in
            let group = match.output.count > 1 ? match.output[1].substring : nil
            let text = group ?? subject[match.range]
            return text.isEmpty ? nil : String(text)
        }
    }

    private func filledIn(_ values: [String: String]) -> Regex<AnyRegexOutput>? {
        var whole = literals[0]
        for (position, name) in variables.enumerated() {
            guard let value = values[name] else { return nil }
            for character in value {
                if character.isASCII, !character.isLetter, !character.isNumber { whole += "\\" }
                whole.append(character)
            }
            whole += literals[position + 1]
        }
        return try? Regex(whole)
    }
}
