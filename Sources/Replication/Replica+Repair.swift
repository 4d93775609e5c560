internal import Causality
internal import Foundation
internal import GRDB
internal import History
internal import SQLiteStorage
internal import SyncProtocol
internal import SyncTransport

extension Replica {
    /// Carries what is whole out of the damaged log, has the hub send what is not, and puts all of it back.
    ///
    /// The log is put back in one transaction on the same file, with everything that was written to it
    /// meanwhile. It stays as it was where a hub is needed and cannot be reached, or where runs that can be
    /// read would hang on one that nobody has.
    package func repair() throws -> RepairOutcome {
        try SyncLock.holding(paths) { try repairAlone() }
    }

    private func repairAlone() throws -> RepairOutcome {
        try removeScratch()
        let scratch = try WorkspaceDatabase(
            path: scratchPath, access: .create, schema: .replica())
        defer {
            try? scratch.close()
            try? removeScratch()
        }
        let first = try database.read { source in
            try scratch.write { target in
                try LogSalvage.carryRuns(of: history(source), into: history(target))
            }
        }
        let isHubNeeded = !first.lost.isEmpty || !first.isComplete
        if isHubNeeded {
            let host = RepairHost(self, filling: scratch)
            _ = try ReplicaConnection.run(try repairPlan(), host: host, in: syncEnvironment)
        }
        return try putBack(scratch, knownLost: first.lost, isHubNeeded: isHubNeeded)
    }

    private func putBack(
        _ scratch: WorkspaceDatabase, knownLost: [UInt64], isHubNeeded: Bool
    ) throws -> RepairOutcome {
        var anchored: (own: VectorEntry, name: String)?
        let outcome = try database.write { db -> RepairOutcome in
            let store = history(db)
            let remembered = try anchor(of: identity(db))
            let salvaged = try scratch.write { target in
                try LogSalvage.salvage(store, into: history(target), anchored: remembered?.own)
            }
            var outcome = RepairOutcome(lostChanges: salvaged.lostOwn)
            outcome.lostRuns = try scratch.read {
                try unrecovered(salvaged.lost, of: store, in: history($0))
            }
            if isHubNeeded { outcome.fetched = knownLost.count - outcome.lostRuns.count }
            guard salvaged.isComplete else { return outcome }
            try store.clear()
            _ = try scratch.read { try LogSalvage.salvage(history($0), into: store) }
            if isHubNeeded { try store.forgetCursors() }
            var identity = try identity(db)
            // Runs may stand in another order now: the next change names all heads again.
            identity.dependedOn = 0
            if !salvaged.loose.isEmpty {
                anchored = try keep(salvaged, &identity, store)
                outcome.movedChanges = salvaged.loose.count
            }
            try save(identity, db)
            try rebuild(db)
            return outcome
        }
        if let anchored { try writeAnchor(anchored.own, of: anchored.name) }
        return outcome
    }

    /// Keeps own changes that hang on a lost one under a new stream.
    private func keep(
        _ salvaged: LogSalvage.Outcome, _ identity: inout ReplicaIdentity, _ store: SQLiteHistory
    ) throws -> (own: VectorEntry, name: String) {
        let key = try DeviceKeyFile.make(
            paths.deviceKey, seed: environment.random(DeviceKey.seedByteCount))
        var changes = salvaged.loose
        var held = salvaged.heldOwn
        let unsealed = try store.unsealed().map(\.change)
        if let first = unsealed.first?.header.sequence, let birth = identity.birth {
            if birth.publicKey == key.publicKey {
                try Sealing.seal(in: store, key: key, birth: birth)
            } else {
                changes = unsealed + changes
                try store.discardUnsealed(through: held)
                held = first - 1
            }
        }
        // Of a stream whose last runs are lost too, less is held than the changes hung on.
        let stream = changes.first?.header.stream
        held = min(held, try stream.flatMap { try store.lineage(of: $0)?.length } ?? 0)
        let birth = StreamBirth(
            publicKey: key.publicKey, nonce: environment.random(StreamBirth.nonceByteCount))
        try Relabelling.write(
            changes, after: held, knowing: store.vector(), as: birth, into: store)
        identity.birth = birth
        identity.dependedOn = try store.position().count
        let own = try OwnStream(birth.stream(in: workspace), in: store)
        return (own.entry, identity.replicaName)
    }

    /// The runs at these positions that are not held elsewhere now, as far as the damaged store names them.
    private func unrecovered(
        _ positions: [UInt64], of source: SQLiteHistory, in target: SQLiteHistory
    ) throws -> [RunOutline] {
        var lookup = HistoryLookup(target)
        return try positions.compactMap { position in
            let found = (try? source.outlines(after: position - 1, limit: 1))?.first
            guard let outline = found, outline.count == position,
                try lookup.place(of: outline.entry) == nil
            else { return nil }
            return outline
        }
    }

    private var scratchPath: String { paths.folder + "/repair.db" }

    private func removeScratch() throws {
        for suffix in ["", "-wal", "-shm", ".lock"]
        where FileManager.default.fileExists(atPath: scratchPath + suffix) {
            try FileManager.default.removeItem(atPath: scratchPath + suffix)
        }
    }
}
