package import GRDB

/// The layout of a database file as steps that are never changed once released, only added to.
///
/// `user_version` counts the steps that a file has taken; `application_id` says whose it is.
package struct WorkspaceSchema: Sendable {
    package typealias Step = @Sendable (Database) throws -> Void

    package let applicationID: Int32
    package let steps: [Step]

    package init(applicationID: Int32, steps: [Step]) {
        self.applicationID = applicationID
        self.steps = steps
    }

    package var version: Int { steps.count }

    /// A hub keeps history and nothing else.
    package static let hub = WorkspaceSchema(
        applicationID: 0x5252_4875, steps: [HistoryTables.create])

    /// A replica keeps history, and beside it whatever its own floors add.
    package static func replica(adding steps: [Step] = []) -> WorkspaceSchema {
        WorkspaceSchema(applicationID: 0x5252_5265, steps: [HistoryTables.create] + steps)
    }
}
