/// Splits a line as a shell does: at spaces that no quotes enclose and no backslash precedes, up to where output is redirected.
enum ShellWords {
    static func split(_ line: String) -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        var isLiteral = false
        for character in line {
            if isLiteral {
                isLiteral = false
                word = (word ?? "") + String(character)
            } else if quote == nil, character == "\\" {
                isLiteral = true
            } else if character == quote {
                quote = nil
            } else if quote == nil, character == "\"" || character == "'" {
                quote = character
                word = word ?? ""
            } else if quote == nil, character == " " {
                if let done = word { words.append(done) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        if let done = word { words.append(done) }
        return Array(words.prefix { $0 != ">" })
    }
}
