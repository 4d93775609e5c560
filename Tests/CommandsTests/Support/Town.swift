import Foundation
import ProcessKit
import ReleaseModel
import Replication
import Testing

@testable import Commands

/// People at their desks, each with a replica of one workspace, who type commands and meet now and then.
final class Town {
    private let world: ReplicaWorld
    private(set) var desks: [Desk] = []

    /// The first of the people makes the workspace, the others take part in it.
    init(_ people: String...) throws {
        world = try ReplicaWorld()
        for name in people {
            let replica =
                try desks.first.map { try world.join(name, $0.replica()) } ?? world.found(name)
            desks.append(Desk(name, replica.environment, in: world.folder))
            try meet()
        }
    }

    /// Carries sealed batches between all desks until nothing is missing anywhere.
    func meet() throws {
        let replicas = try desks.map { try $0.replica() }
        try world.exchange(replicas)
        let digests = try Set(replicas.map { try $0.stateDigest().value })
        #expect(digests.count == 1)
    }
}
