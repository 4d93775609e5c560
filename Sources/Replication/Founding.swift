internal import Causality
internal import Lattice
internal import ReleaseModel

/// The first steps of a replica: a workspace from nothing, or the first words of a new member.
package enum Founding {
    /// Makes a workspace that no hub knows yet, with its first person.
    package static func initialize(
        name: String, person: String, at paths: WorkspacePaths,
        _ environment: ReplicaEnvironment
    ) throws -> Replica {
        let bytes = environment.random(32)
        guard let workspace = WorkspaceID(bytes: bytes.prefix(16)),
            let member = MemberID(bytes: bytes.suffix(16))
        else { throw ReplicaError(.damaged, "No identifier could be made.", hint: "Try again.") }
        let replica = try Replica.found(workspace, member: member, at: paths, environment)
        try introduce(person, to: replica)
        try replica.commit { draft, _ in
            let id = DerivedIdentifier.workspace(workspace)
            try draft.create(.workspace, id)
            try draft.set(id, Workspace.name, .text(name))
            try draft.set(id, Workspace.zone, .text(environment.zone))
        }
        return replica
    }

    /// Writes the member's own person, which bears the member's identifier.
    package static func introduce(_ name: String, to replica: Replica) throws {
        try replica.commit { draft, _ in
            let id = EntityID(high: draft.place.author.high, low: draft.place.author.low)
            if try draft.document(id) == nil { try draft.create(.person, id) }
            try draft.set(id, Person.name, .text(name))
            try draft.set(id, Person.zone, .text(replica.environment.zone))
        }
    }
}
