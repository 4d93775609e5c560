internal import SQLiteStorage

import Causality
import Foundation
import History
import ReleaseModel
import Replication
import Synchronization

/// Replicas in temporary folders, each with a state folder and a clock that tests own.
final class ReplicaWorld {
    let root: String
    private let source = Source()

    /// The time and the randomness that all replicas of the world share.
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

    init() throws {
        root = NSTemporaryDirectory() + "railyard-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    func environment(_ name: String, zone: String = "UTC") -> ReplicaEnvironment {
        ReplicaEnvironment(
            clock: { [source] in source.tick() }, random: { [source] in source.bytes($0) },
            zones: SystemZones(), zone: zone, machine: Array("machine".utf8),
            variables: ["HOME": root + "/" + name, "XDG_STATE_HOME": root + "/state-" + name],
            currentDirectory: root + "/" + name)
    }

    func found(_ name: String) throws -> Replica {
        let environment = environment(name)
        return try Founding.initialize(
            name: "test", person: name, at: .forNew(in: nil, environment), environment)
    }

    func join(_ name: String, _ other: Replica, zone: String = "UTC") throws -> Replica {
        let environment = environment(name, zone: zone)
        let bytes = environment.random(16)
        let member = try required(MemberID(bytes: bytes))
        let replica = try Replica.found(
            other.workspace, member: member, at: .forNew(in: nil, environment), environment)
        try Founding.introduce(name, to: replica)
        return replica
    }

    /// Copies the database only, as `cp -r` of the workspace does; keys and anchors are the machine's.
    func copy(_ replica: Replica, to name: String) throws -> Replica {
        var environment = replica.environment
        environment.currentDirectory = root + "/" + name
        try FileManager.default.copyItem(
            atPath: (replica.paths.folder as NSString).deletingLastPathComponent,
            toPath: environment.currentDirectory)
        return try Replica.open(.forNew(in: nil, environment), environment)
    }

    /// Copies database, keys and anchor so that nothing on either side can tell: a machine's image.
    func twin(_ replica: Replica, _ name: String) throws -> Replica {
        let anchor = try anchorPath(replica)
        let copy = try copy(replica, to: name)
        var environment = copy.environment
        environment.variables["XDG_STATE_HOME"] = root + "/state-" + name
        let twin = try Replica.open(.forNew(in: nil, environment), environment)
        let files = FileManager.default
        let folder = (anchor as NSString).lastPathComponent
        let target = twin.paths.state + "/replicas/" + folder
        try files.createDirectory(
            atPath: twin.paths.state + "/replicas", withIntermediateDirectories: true)
        try files.copyItem(atPath: replica.paths.deviceKey, toPath: twin.paths.deviceKey)
        let old = try Anchor(bytes: Array(try Data(contentsOf: URL(fileURLWithPath: anchor))))
        let attributes = try files.attributesOfItem(atPath: twin.paths.database)
        let file = Anchor.FileIdentity(
            device: (attributes[.systemNumber] as? NSNumber)?.uint64Value ?? 0,
            inode: (attributes[.systemFileNumber] as? NSNumber)?.uint64Value ?? 0)
        let new = Anchor(own: old.own, machine: old.machine, file: file)
        try Data(new.bytes).write(to: URL(fileURLWithPath: target))
        return twin
    }

    private func anchorPath(_ replica: Replica) throws -> String {
        let folder = replica.paths.state + "/replicas"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        return folder + "/" + (try required(names.first { $0.hasSuffix(".anchor") }))
    }

    func backup(_ replica: Replica) throws -> String {
        try replica.database.checkpoint()
        let target = root + "/backup-\(UUID().uuidString)"
        try FileManager.default.copyItem(atPath: replica.paths.database, toPath: target)
        return target
    }

    /// Puts an older database in place of the present one, into the same file.
    func restore(_ backup: String, over replica: Replica) throws -> Replica {
        try replica.database.checkpoint()
        try replica.close()
        let data = try Data(contentsOf: URL(fileURLWithPath: backup))
        for suffix in ["-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: replica.paths.database + suffix)
        }
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: replica.paths.database))
        try handle.truncate(atOffset: 0)
        try handle.write(contentsOf: data)
        try handle.close()
        return try Replica.open(replica.paths, replica.environment)
    }

    /// Carries sealed batches both ways until nothing is missing.
    func exchange(_ one: Replica, _ other: Replica) throws {
        for (source, target) in [(one, other), (other, one), (one, other)] {
            try source.seal()
            let vector = try target.readHistory { try $0.vector() }
            let batches = try source.readHistory { store in
                try store.missing(from: vector).compactMap { try store.run(at: $0.count)?.batch }
            }
            let outcomes = try target.receive(batches)
            for outcome in outcomes {
                if case .refused(let reason) = outcome { throw Refused(reason: "\(reason)") }
                if case .missing(let entries) = outcome { throw Refused(reason: "\(entries)") }
            }
        }
    }

    struct Refused: Error { let reason: String }

    private func required<Value>(_ value: Value?) throws -> Value {
        guard let value else { throw Refused(reason: "absent") }
        return value
    }
}
