internal import ReleaseModel
package import Replication

/// `rail ready`.
package enum ItemReady: BacklogQuestion {
    package static let name = "ready"
    package static let about = "List what work can begin on now."
    package static let meaning = """
        Ready is what is open, waits for no open item, and nobody else began: in the states \
        \(Readiness.unbegunStates.joined(separator: ", ")), and \(Readiness.underWay) where it is yours. \
        Ends with status 3 where nothing is ready.
        """
    package static let example = "rail ready team:nova 'priority>=high'"
    package static let nothing = "nothing is ready; rail blocked says what waits for what"
    /// PRODUCT names `ready` among the questions whose answer may be no: a script that takes the next piece of
    /// work must not go on with nothing.
    package static let isNoWhereEmpty = true

    package static func condition(reader: String) -> (sql: String, arguments: [Record.Field]) {
        let states = Readiness.unbegunStates.map { "'\($0)'" }.joined(separator: ", ")
        return (
            """
            blockers = 0
              AND (state IN (\(states)) OR state = '\(Readiness.underWay)' AND assignee = ?)
            """, [.text(reader)]
        )
    }
}
