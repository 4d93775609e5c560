package import Replication

/// `rail blocking`.
package enum ItemBlocking: BacklogQuestion {
    package static let name = "blocking"
    package static let about = "List what other items wait for, most awaited first."
    package static let meaning = "Only open items count, and only the relations between them."
    package static let example = "rail blocking assignee:me"
    package static let order =
        "ORDER BY waiting DESC, " + Backlog.order.dropFirst("ORDER BY ".count)
    package static let index = "item_awaited"
    package static let lastColumn = QuestionColumn.waiting
    package static let nothing = "nothing waits for anything"

    package static func condition(reader: String) -> (sql: String, arguments: [Record.Field]) {
        ("waiting > 0", [])
    }
}
