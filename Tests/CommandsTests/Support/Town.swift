import Causality
import Foundation
import History
import ReleaseModel
import Replication
import Synchronization
import Testing

@testable import Commands

/// People at their desks, each with a replica of one workspace, who type commands and meet now and then.
final class Town {
    private let folder = TownFolder()
    private let source = Source()
    private(set) var desks: [Desk] = []

    /// The time and the randomness of the whole town.
    private final class Source: Sendable {
        private let ticks = Mutex<UInt64>(1_790_000_000_000)
        private let seeds = Mutex<UInt64>(1)

        func tick() -> UInt64 {
            ticks.withLock {
                $0 += 1000
                return $0
            }
        }

        func bytes(_ count: Int) -> [UInt8] {
            seeds.withLock { seed in
                (0..<count).map { _ in
                    seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    return UInt8(truncatingIfNeeded: seed >> 33)
                }
            }
        }
    }

    /// The first of the people makes the workspace, the others take part in it.
    init(_ people: String...) throws {
        for name in people {
            let place = folder.path + "/" + name
            try FileManager.default.createDirectory(
                atPath: place, withIntermediateDirectories: true)
            let environment = ReplicaEnvironment(
                clock: { [source] in source.tick() }, random: { [source] in source.bytes($0) },
                zones: SystemZones(), zone: "UTC", machine: Array("machine".utf8),
                variables: ["HOME": place, "XDG_STATE_HOME": folder.path + "/state-" + name],
                currentDirectory: place)
            try settle(name, in: environment)
            desks.append(Desk(name, environment, in: folder))
            try meet()
        }
    }

    private func settle(_ name: String, in environment: ReplicaEnvironment) throws {
        let paths = WorkspacePaths.forNew(in: nil, environment)
        guard let first = desks.first else {
            _ = try Founding.initialize(name: "Acme", person: name, at: paths, environment)
            return
        }
        let member = try #require(MemberID(bytes: environment.random(16)))
        let replica = try Replica.found(
            first.replica().workspace, member: member, at: paths, environment)
        try Founding.introduce(name, to: replica)
    }

    /// Carries sealed batches between all desks until nothing is missing anywhere.
    func meet() throws {
        let replicas = try desks.map { try $0.replica() }
        for _ in 0..<2 {
            for source in replicas {
                try source.seal()
                for target in replicas where target !== source {
                    let vector = try target.readHistory { try $0.vector() }
                    let batches = try source.readHistory { store in
                        try store.missing(from: vector).compactMap {
                            try store.run(at: $0.count)?.batch
                        }
                    }
                    for outcome in try target.receive(batches) {
                        guard case .admitted = outcome else { continue }
                    }
                }
            }
        }
        let digests = try Set(replicas.map { try $0.stateDigest().value })
        #expect(digests.count == 1)
    }
}
