package import Replication

/// How fresh an answer is: last sync, what is unsynced, what is contested.
package struct AsOf: Sendable {
    package let lastSyncMilliseconds: Int64?
    package let unsynced: Int64
    package let contested: Int64
    private let pastMilliseconds: Int64?

    package init(_ view: ReplicaView) throws {
        let state = try view.freshness()
        lastSyncMilliseconds = state.lastSyncMilliseconds
        unsynced = state.unsynced
        contested = state.contested
        pastMilliseconds = state.pastMilliseconds
    }

    func json(_ notes: AnswerNotes) -> JSONValue {
        .object(
            [
                ("lastSync", .integer(lastSyncMilliseconds)), ("unsynced", .number(unsynced)),
                ("contested", .number(contested)),
            ] + (pastMilliseconds.map { [("past", .number($0))] } ?? [])
                + (notes.context.map { [("context", $0.json)] } ?? [])
                + (notes.view.map { [("view", $0.json)] } ?? []))
    }
}
