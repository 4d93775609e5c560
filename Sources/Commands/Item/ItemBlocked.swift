package import Replication

/// `rail blocked`.
package enum ItemBlocked: BacklogQuestion {
    package static let name = "blocked"
    package static let about = "List what waits for other items."
    package static let meaning = """
        Blocked is what is open and waits for an item that is open too. Relations that are suspended, \
        since they would close a circle, block nothing.
        """
    package static let example = "rail blocked +ios"
    package static let lastColumn = QuestionColumn.blockers
    package static let nothing = "nothing waits for anything"

    package static func condition(reader: String) -> (sql: String, arguments: [Record.Field]) {
        ("blockers > 0", [])
    }
}
