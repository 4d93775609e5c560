internal import Causality
internal import History
internal import Replication

/// Finds the change that somebody means to undo.
struct OwnChange {
    private let view: ReplicaView
    private let author: MemberID

    /// The newest changes among which the latest own one is looked for.
    private static let window = 1_000

    init(_ view: ReplicaView, author: MemberID) {
        self.view = view
        self.author = author
    }

    func find(_ text: String?) throws -> AdmittedChange {
        guard let text else {
            let recent = try view.changes(limit: Self.window)
            guard let latest = recent.first(where: { $0.change.header.author == author }) else {
                throw CommandFailure("nothing", "You have written nothing yet.", status: .absent)
            }
            return latest
        }
        let found = try view.dots(text).compactMap { try view.change($0) }
        guard found.count == 1 else {
            throw CommandFailure(
                found.isEmpty ? "not-found" : "ambiguous",
                found.isEmpty ? "There is no change \(text)." : "\(text) names several changes.",
                hint: "`rail log` lists changes.", status: .absent)
        }
        guard found[0].change.header.author == author else {
            throw CommandFailure(
                "not-yours", "\(text) is somebody else's change.",
                hint: "Write what should stand instead.", status: .notPermitted)
        }
        return found[0]
    }
}
