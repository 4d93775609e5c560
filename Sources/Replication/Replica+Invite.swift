internal import History
package import SyncProtocol
package import SyncTransport

extension Replica {
    /// Asks the hub for a link by which one more device may join; only admins get one.
    package func invite(role: Role, lifetimeMilliseconds: UInt64) throws -> InviteLink {
        guard let hub = try hub(),
            let secret = InviteSecret(bytes: environment.random(InviteSecret.byteCount))
        else {
            throw ReplicaError(
                .noHub, "This workspace has no hub yet.",
                hint: "A hub lets devices in: railhub init, then rail join LINK")
        }
        let request = InviteRequest(
            number: 1, invite: secret.name, role: role,
            expiresAtMilliseconds: environment.clock() + lifetimeMilliseconds)
        let summary = try sync(invites: [request])
        switch summary.inviteAnswers.first?.outcome {
        case .granted:
            return InviteLink(
                endpoint: hub.endpoint, workspace: workspace, hubKey: hub.publicKey,
                secret: secret)
        case .notAdmin:
            throw ReplicaError(
                .refusedByHub, "Only admins may invite.", hint: "Ask an admin for the link.")
        case .badExpiry:
            throw ReplicaError(
                .refusedByHub, "The hub does not make links that live so long.",
                hint: "Ask for a shorter time, such as --for 2h.")
        case .tooMany:
            throw ReplicaError(
                .refusedByHub, "Too many invite links are open.",
                hint: "Use them, or wait until they expire.")
        case nil:
            throw ReplicaError(
                .hubUnreachable, "The hub did not answer.", hint: "Try again.")
        }
    }
}
