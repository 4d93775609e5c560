/// How much completion looks up and offers.
enum CompletionLimits {
    /// Candidates of one kind; nobody reads a longer list, and each is named by a query of its own.
    static let candidatesMax = 50
    /// Changes among which one's own are looked for: what is undone was mostly done just now.
    static let changesMax = 10
    /// A run of more bytes is no work of a person just now, but an import.
    static let runLengthMaxBytes = 64 << 10
    /// Of a change of more operations only the first is told.
    static let operationsMax = 8
    /// What a shell may hand over, in bytes; a longer line is no command that a person types.
    static let lineLengthMaxBytes = 64 << 10
}
