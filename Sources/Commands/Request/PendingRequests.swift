internal import Causality
internal import Lattice
internal import ReleaseModel
internal import Replication

/// The steps that were asked for and wait for a grant.
enum PendingRequests {
    struct Pending {
        let document: Document
        let subject: EntityID
        let step: String

        /// Says whether the subject is still as the asker saw it; a request whose subject moved never fires.
        let isCurrent: Bool
    }

    static func all(_ view: ReplicaView) throws -> [Pending] {
        try view.query("SELECT id FROM request WHERE archived = 0 ORDER BY created_at, id")
            .compactMap { try pending($0.text("id").flatMap(ReplicaView.identifier), view) }
    }

    static func pending(_ id: EntityID?, _ view: ReplicaView) throws -> Pending? {
        guard let document = try id.flatMap({ try view.document($0) }),
            let subject = document.value(GrantRequest.subject)?.entityValue,
            let step = document.string(GrantRequest.step)
        else { return nil }
        let seen = try view.document(subject).map { ArchiveClash.seen($0) }
        return Pending(
            document: document, subject: subject, step: step,
            isCurrent: document.value(GrantRequest.seen) == seen)
    }

    /// Stores a request; one that waits already, for the same step of an unchanged subject, is not repeated.
    static func file(
        _ ask: GrantAsk, reason: String?, of replica: Replica
    ) throws -> EntityID {
        guard let new = EntityID(bytes: replica.environment.random(EntityID.byteCount)) else {
            throw CommandFailure("unexpected", "No identifier could be made.", hint: "Try again.")
        }
        var filed = new
        try replica.commit { draft, view in
            let standing = try all(view).first { pending in
                pending.subject == ask.subject && pending.step == ask.step && pending.isCurrent
                    && pending.document.creation?.author == draft.place.author
            }
            if let standing {
                filed = standing.document.id
            } else {
                let reason = try reason.map { try judged($0, view, replica.environment) }
                try draft.ask(new, for: ask.step, of: ask.subject, reason: reason)
            }
        }
        return filed
    }

    private static func judged(
        _ reason: String, _ view: ReplicaView, _ environment: ReplicaEnvironment
    ) throws -> String {
        let input = try FieldReading.input(view, environment)
        return try input.value(reason, for: GrantRequest.reason).string ?? reason
    }
}
