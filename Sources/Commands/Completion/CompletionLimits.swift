/// How much completion looks up and offers.
enum CompletionLimits {
    /// Candidates of one kind; nobody reads a longer list, and each is named by a query of its own.
    static let candidatesMax = 50
    /// Changes among which one's own are looked for: what is undone was mostly done just now.
    static let changesMax = 100
    /// What a shell may hand over, in bytes; a longer line is no command that a person types.
    static let lineLengthMaxBytes = 64 << 10
}
