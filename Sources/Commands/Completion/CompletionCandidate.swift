/// One word that may be typed next, with what it means.
struct CompletionCandidate: Equatable {
    let value: String
    let about: String
    /// Whether the word goes on: a field whose value is still to come.
    let goesOn: Bool

    init(_ value: String, _ about: String = "", goesOn: Bool = false) {
        self.value = value
        self.about = Self.short(about)
        self.goesOn = goesOn
    }

    /// The same behind what stands before it in its word.
    func behind(_ head: String) -> CompletionCandidate {
        head.isEmpty ? self : CompletionCandidate(head + value, about, goesOn: goesOn)
    }

    /// A description stands on a line with the word, on terminals of any width.
    private static let aboutLengthMax = 60

    private static func short(_ text: String) -> String {
        TextWidth.fitted(SafeText.line(text), to: aboutLengthMax)
    }
}
