internal import Causality
internal import History
internal import Replication

/// Finds changes that people name, and those that they made themselves.
struct OwnChange {
    private let view: ReplicaView
    private let author: MemberID

    init(_ view: ReplicaView, author: MemberID) {
        self.view = view
        self.author = author
    }

    /// The change that somebody means to undo: one's own, the latest where none is named.
    func find(_ text: String?) throws -> AdmittedChange {
        guard let text else {
            guard let latest = try newest(1).first else {
                throw CommandFailure("nothing", "You have written nothing yet.", status: .absent)
            }
            return latest
        }
        let found = try Self.named(text, view)
        guard found.change.header.author == author else {
            throw CommandFailure(
                "not-yours", "\(text) is somebody else's change.",
                hint: "Write what should stand instead.", status: .notPermitted)
        }
        return found
    }

    /// One's own changes, newest first, however much others wrote since.
    func newest(_ limit: Int) throws -> [AdmittedChange] {
        var found: [AdmittedChange] = []
        try view.walkBack { change in
            if change.change.header.author == author { found.append(change) }
            return found.count < limit
        }
        return found
    }

    /// The change that a name stands for, whoever made it.
    static func named(_ text: String, _ view: ReplicaView) throws -> AdmittedChange {
        let found = try view.dots(text).compactMap { try view.change($0) }
        guard found.count == 1 else {
            throw CommandFailure(
                found.isEmpty ? "not-found" : "ambiguous",
                found.isEmpty ? "There is no change \(text)." : "\(text) names several changes.",
                hint: "`rail log` lists changes.", status: .absent)
        }
        return found[0]
    }
}
