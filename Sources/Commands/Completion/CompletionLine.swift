internal import Foundation

/// A command line of bash up to the cursor, cut into words as the shell does.
struct CompletionLine {
    /// The words before the one that is being typed, without quotes.
    private(set) var words: [String] = []
    /// The one that is being typed, without quotes.
    private(set) var word = ""
    /// The quote that it is inside of.
    private(set) var quote: Character?

    init(_ line: String) {
        var isWord = false
        var isLiteral = false
        for character in line {
            if isLiteral {
                word.append(character)
                isLiteral = false
            } else if character == "\\", quote != "'" {
                (isLiteral, isWord) = (true, true)
            } else if character == quote {
                quote = nil
            } else if quote == nil, character == "'" || character == "\"" {
                (quote, isWord) = (character, true)
            } else if quote == nil, character.isWhitespace {
                if isWord || !word.isEmpty { words.append(word) }
                (word, isWord) = ("", false)
            } else if quote == nil, ";|&".contains(character) {
                // Another command begins; what stands before it is none of its words.
                (words, word, isWord) = ([], "", false)
            } else {
                word.append(character)
            }
        }
    }

    /// A candidate as bash puts it in the place of what it takes for the word: what stands behind the last
    /// of the characters at which it cuts.
    func replacement(_ value: String, breaks: String) -> String {
        guard quote == nil else { return value }
        let cut = word.lastIndex { breaks.contains($0) && ":=".contains($0) }
        let head = cut.map { word[...$0] } ?? ""
        return Self.quoted(String(value.dropFirst(head.count)))
    }

    /// With a backslash before everything that bash would read as something else.
    private static func quoted(_ text: String) -> String {
        text.reduce(into: "") { quoted, character in
            let isPlain =
                character.isLetter || character.isNumber || "+-_.,:=@/%^".contains(character)
            if !isPlain { quoted += "\\" }
            quoted.append(character)
        }
    }
}
