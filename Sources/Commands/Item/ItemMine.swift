package import Replication

/// `rail mine`.
package enum ItemMine: BacklogQuestion {
    package static let name = "mine"
    package static let about = "List what you have taken on."
    package static let meaning = "Yours is what is open and assigned to you."
    package static let example = "rail mine due.before:2w"
    package static let nothing = "nothing is yours; rail claim ID takes something on"

    package static func condition(reader: String) -> (sql: String, arguments: [Record.Field]) {
        ("assignee = ?", [.text(reader)])
    }
}
