/// The bounds of one filter; each is far beyond what people type and keeps an answer bounded.
enum FilterLimits {
    /// A page of text: beyond it lies no question but a list, which a script should keep elsewhere.
    static let lengthMaxScalars = 4_000

    /// Each term is one step of a chain of conditions, and SQLite reads chains of at most 1,000.
    static let termsMax = 200

    /// Each level of parentheses or negations is a level of the call stack and of SQLite's.
    static let depthMax = 32

    /// Longer ones are programs, which nobody checks by reading.
    static let patternLengthMaxScalars = 200

    /// Each regular expression may read every title and description once.
    static let patternsMax = 8
}
