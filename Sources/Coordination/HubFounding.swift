package import Causality
internal import History
internal import SQLiteStorage
internal import SyncProtocol
package import SyncTransport

/// Makes a hub, and the links by which devices join it.
package enum HubFounding {
    /// Makes the directory, the key, the database and the first link; the first who joins is admin.
    package static func make(
        _ directory: HubDirectory, workspace: WorkspaceID?, name: String, listen: Endpoint,
        in environment: HubEnvironment
    ) throws -> InviteLink {
        guard listen.isLoopback else {
            throw HubFailure(
                "offLoopback",
                "\(listen) is not on this machine, and this version does not encrypt connections.",
                hint: "Listen on 127.0.0.1 or [::1].", exitStatus: 2)
        }
        guard !name.isEmpty, name.count <= HubLimits.nameLengthMax,
            name.unicodeScalars.allSatisfy({
                !$0.properties.isDefaultIgnorableCodePoint && $0.value >= 32
            })
        else {
            throw HubFailure(
                "badName", "A hub's name has 1 to \(HubLimits.nameLengthMax) visible characters.",
                hint: "Choose another with --name.", exitStatus: 2)
        }
        guard !directory.holdsHub else {
            throw HubFailure(
                "exists", "There is a hub in \(directory.path) already.",
                hint:
                    "Serve it with `railhub serve --dir \(directory.path)`, or choose another --dir."
            )
        }
        guard let key = DeviceKey(seed: environment.randomBytes(DeviceKey.seedByteCount)),
            let secret = secret(environment)
        else { throw noKey }
        let fresh = WorkspaceID(bytes: environment.randomBytes(WorkspaceID.byteCount))
        guard let workspace = workspace ?? fresh else { throw noKey }
        let endpoint = try listen.port == 0 ? HubListener.freeEndpoint(on: listen.host) : listen
        try directory.make()
        try directory.writeKey(key)
        try directory.writeAddress(endpoint)
        let wall = environment.wallMilliseconds()
        try HubStore.make(
            directory, HubIdentity(workspace: workspace, name: name), epoch: environment.epoch(),
            first: invite(secret, role: .admin, atMilliseconds: wall), atMilliseconds: wall)
        return InviteLink(
            endpoint: endpoint, workspace: workspace, hubKey: key.publicKey, secret: secret)
    }

    /// Opens one more invite from the hub's own machine, as who holds its files may.
    package static func invite(
        _ directory: HubDirectory, asAdmin: Bool, in environment: HubEnvironment
    ) throws -> InviteLink {
        let store = try HubStore(
            directory, access: .readWrite, wallMilliseconds: environment.wallMilliseconds)
        guard let secret = secret(environment) else { throw noKey }
        let wall = environment.wallMilliseconds()
        try store.write { _, registry in
            guard try registry.openInvites().count < SessionLimits.openInvitesMax else {
                throw HubFailure(
                    "tooManyInvites", "\(SessionLimits.openInvitesMax) links are open already.",
                    hint: "Use some of them first; links that nobody uses expire.")
            }
            try registry.add(
                invite(
                    secret, role: asAdmin ? .admin : .contributor, atMilliseconds: wall))
        }
        return InviteLink(
            endpoint: try directory.address(), workspace: store.identity.workspace,
            hubKey: try directory.key().publicKey, secret: secret)
    }

    private static func secret(_ environment: HubEnvironment) -> InviteSecret? {
        InviteSecret(bytes: environment.randomBytes(InviteSecret.byteCount))
    }

    private static func invite(
        _ secret: InviteSecret, role: Role, atMilliseconds wall: UInt64
    ) -> Invite {
        Invite(
            name: secret.name, role: role,
            expiresAtMilliseconds: wall + HubLimits.inviteValidityMilliseconds)
    }

    private static var noKey: HubFailure {
        HubFailure(
            "noKey", "The system gave no randomness for a key.", hint: "Try again.")
    }
}
