import Causality
import Foundation
import History
import ProcessKit
import Replication
import SQLiteStorage

// Copies of replicas, as people and machines make them behind the programs' backs.

extension ReplicaWorld {
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

    private func required<Value>(_ value: Value?) throws -> Value {
        guard let value else { throw Refused(reason: "absent") }
        return value
    }
}
