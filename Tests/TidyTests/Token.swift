/// A word or sign of Swift source, outside comments and string literals.
struct Token: Equatable {
    let text: String
    let line: Int
    /// How many braces are open before the token.
    let depth: Int
    /// Whether the token follows another without a blank between.
    let isAttached: Bool

    /// Says whether the token is a name or a keyword rather than a sign.
    var isWord: Bool {
        text.utf8.first.map { Scanner.isWordByte($0) || $0 == UInt8(ascii: "`") } ?? false
    }
}
