internal import Causality
internal import Foundation
internal import History
internal import SimulationKit
internal import Synchronization
package import Replication

/// Replicas of one workspace in folders of their own, with time and chance that are the same on every run.
package final class ReplicaWorld {
    package let folder: TemporaryFolder
    private let source = Source()

    /// The time and the randomness that all replicas of the world share.
    private final class Source: Sendable {
        private let ticks = Mutex<UInt64>(1_790_000_000_000)
        private let chance = Mutex(SplitMix64(seed: 1))

        func tick() -> UInt64 {
            ticks.withLock {
                $0 += 1000
                return $0
            }
        }

        func bytes(_ count: Int) -> [UInt8] { chance.withLock { $0.bytes(count) } }
    }

    package init() throws { folder = try TemporaryFolder() }

    package var root: String { folder.path }

    /// Where somebody works: a folder, a state folder beside it, and a zone.
    package func environment(_ name: String, zone: String = "UTC") -> ReplicaEnvironment {
        ReplicaEnvironment(
            clock: { [source] in source.tick() }, random: { [source] in source.bytes($0) },
            zones: SystemZones(), zone: zone, machine: Array("machine".utf8),
            // Chance is the same in every world, so what is named by it must lie in this one.
            variables: [
                "HOME": root + "/" + name, "XDG_STATE_HOME": root + "/state-" + name,
                "TMPDIR": root,
            ],
            currentDirectory: root + "/" + name)
    }

    /// The first of the people makes the workspace.
    package func found(_ name: String) throws -> Replica {
        let environment = environment(name)
        return try Founding.initialize(
            name: "Acme", person: name, at: .forNew(in: nil, environment), environment)
    }

    /// The others take part in it, as if they had been let in by a hub.
    package func join(_ name: String, _ other: Replica, zone: String = "UTC") throws -> Replica {
        let environment = environment(name, zone: zone)
        guard let member = MemberID(bytes: environment.random(16)) else {
            throw Refused(reason: "no member has such an identifier")
        }
        let replica = try Replica.found(
            other.workspace, member: member, at: .forNew(in: nil, environment), environment)
        try Founding.introduce(name, to: replica)
        return replica
    }

    /// Carries sealed batches between all of them until nothing is missing anywhere.
    package func exchange(_ replicas: Replica...) throws { try exchange(replicas) }

    package func exchange(_ replicas: [Replica]) throws {
        for _ in 0..<2 {
            for source in replicas {
                for target in replicas where target !== source {
                    try carry(from: source, to: target)
                }
            }
        }
    }

    /// Carries what one of them has sealed and another lacks.
    package func carry(from source: Replica, to target: Replica) throws {
        try source.seal()
        let vector = try target.readHistory { try $0.vector() }
        let batches = try source.readHistory { store in
            try store.missing(from: vector).compactMap { try store.run(at: $0.count)?.batch }
        }
        for outcome in try target.receive(batches) {
            switch outcome {
            case .refused(let reason): throw Refused(reason: "\(reason)")
            case .missing(let entries): throw Refused(reason: "\(entries)")
            default: continue
            }
        }
    }

    package struct Refused: Error {
        let reason: String

        package init(reason: String) { self.reason = reason }
    }
}
