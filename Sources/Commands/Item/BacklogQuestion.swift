package import Replication

/// A question about the open items of the backlog, answered by a list of them.
package protocol BacklogQuestion {
    static var name: String { get }
    /// What it does, for help.
    static var about: String { get }
    /// What it counts, for help.
    static var meaning: String { get }
    static var example: String { get }
    static var order: String { get }
    /// An index of the item table that has this order and every row that the condition lets through.
    static var index: String { get }
    static var lastColumn: QuestionColumn { get }
    /// What is said where no item is such, of all items.
    static var nothing: String { get }
    /// Whether no item at all is an answer of no, as scripts ask.
    static var isNoWhereEmpty: Bool { get }

    /// What must be true of a row; the reader is whoever asks.
    static func condition(reader: String) -> (sql: String, arguments: [Record.Field])
}

extension BacklogQuestion {
    package static var order: String { Backlog.order }
    package static var index: String { Backlog.index }
    package static var lastColumn: QuestionColumn { .due }
    package static var isNoWhereEmpty: Bool { false }
}
