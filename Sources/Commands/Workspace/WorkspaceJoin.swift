package import ArgumentParser
internal import Replication
internal import SyncTransport

/// `rail join LINK`: takes part in a workspace.
package struct WorkspaceJoin: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "join", abstract: "Take part in a workspace by an invite link.",
        discussion: """
            The link names the hub and carries a secret that works once. In a directory that holds the \
            workspace already, joining attaches the hub to it.
            Example:  rail join railyard://127.0.0.1:7117/#... --as "Ana Lima"
            """)

    @OptionGroup package var options: GlobalOptions
    @Argument(help: "The invite link, in one piece.") package var link: String
    @Option(name: .customLong("as"), help: "Your name.") package var person: String?

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        try session.output.expect(SyncReport.fields)
        guard let invite = InviteLink(link) else {
            throw CommandFailure(
                "invalid-link", "That is no invite link.",
                hint:
                    "A link begins with \(InviteLink.scheme) and is pasted in one piece, in quotes.",
                status: .usage)
        }
        let (replica, isNew) = try open(invite, session)
        let summary = try exchange(replica, isNew: isNew, session)
        try SyncReport(session).finish(summary, schema: "join", of: replica)
    }

    private func exchange(
        _ replica: Replica, isNew: Bool, _ session: Session
    ) throws -> SyncSummary {
        do {
            let summary = try replica.sync(observe: SyncReport(session).observe)
            guard isNew else { return summary }
            try introduce(replica, session)
            return try replica.sync()
        } catch {
            // A link that did not work leaves nothing behind, so that the next one finds a free place.
            if isNew { try Leaving.remove(replica) }
            throw error
        }
    }

    private func open(
        _ invite: InviteLink, _ session: Session
    ) throws -> (replica: Replica, isNew: Bool) {
        let paths = WorkspacePaths.forNew(in: nil, session.environment)
        guard let here = try? Replica.open(paths, session.environment) else {
            return (try Replica.accept(invite, at: paths, session.environment), true)
        }
        try here.attach(invite)
        return (here, false)
    }

    private func introduce(_ replica: Replica, _ session: Session) throws {
        let person = person ?? session.environment.variables["USER"] ?? "me"
        try Founding.introduce(person, to: replica)
    }
}
