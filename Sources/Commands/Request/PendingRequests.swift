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

    /// Drafts a request; one that waits already, for the same step of an unchanged subject, is not repeated.
    static func file(
        _ ask: GrantAsk, reason: String?, in draft: inout Draft, _ view: ReplicaView,
        _ environment: ReplicaEnvironment
    ) throws -> EntityID {
        let author = draft.place.author
        let standing = try all(view).first { pending in
            pending.subject == ask.subject && pending.step == ask.step && pending.isCurrent
                && pending.document.creation?.author == author
        }
        if let standing { return standing.document.id }
        guard let request = EntityID(bytes: environment.random(EntityID.byteCount)) else {
            throw CommandFailure("unexpected", "No identifier could be made.", hint: "Try again.")
        }
        try draft.ask(request, for: ask.step, of: ask.subject, reason: reason)
        return request
    }
}
