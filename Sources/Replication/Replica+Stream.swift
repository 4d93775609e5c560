internal import Causality
internal import Foundation
internal import GRDB
internal import History
internal import SQLiteStorage

// One's own stream: opened, guarded by the anchor, minted anew on every doubt.

extension Replica {
    /// The stream to write to, minted first where there is none or its continuity is in doubt.
    func openStream(
        _ identity: inout ReplicaIdentity, _ history: SQLiteHistory, _ db: Database
    ) throws -> OwnBase {
        let own = try ownBase(identity, history)
        switch try decision(own, identity, history) {
        case .normal, .refresh:
            if let own { return own }
            return try mint(&identity, history, db, reason: .firstUse)
        case .mint(let reason):
            return try mint(&identity, history, db, reason: reason)
        }
    }

    /// The newest own change; nil before the first mint, and where the stream was found forked.
    private func ownBase(
        _ identity: ReplicaIdentity, _ history: SQLiteHistory
    ) throws -> OwnBase? {
        guard let stream = identity.birth?.stream(in: workspace) else { return nil }
        let lineage = try history.lineage(of: stream)
        if let newest = try history.newestUnsealed(), newest.change.header.stream == stream {
            guard !(lineage?.isForked ?? false) else { return nil }
            return OwnBase(
                stream: stream, branch: stream,
                head: Head(newest.change.header.sequence, newest.link),
                effective: newest.effective)
        }
        guard let lineage else {
            return OwnBase(stream: stream, branch: stream, head: Head(0, .origin), effective: 0)
        }
        // A fork closes the stream: nothing is written to either branch any more.
        guard !lineage.isForked, let tip = lineage.segments.first else { return nil }
        return OwnBase(
            stream: stream, branch: stream, head: tip.tip, effective: tip.tipEffective)
    }

    private func decision(
        _ own: OwnBase?, _ identity: ReplicaIdentity, _ history: SQLiteHistory
    ) throws -> AnchorDecision {
        let anchor = anchor(of: identity)
        let entry = own.map { VectorEntry($0.stream, $0.head) }
        return try AnchorDecision.of(
            anchor, own: entry, machine: environment.machine, file: try fileIdentity()
        ) { older in
            try OwnStream.contains(older, in: history)
        }
    }

    /// What was remembered outside the database; nil where nothing was, or nothing that can be read.
    func anchor(of identity: ReplicaIdentity) -> Anchor? {
        PrivateFile.read(paths.anchor(of: identity.replicaName)).flatMap { try? Anchor(bytes: $0) }
    }

    /// Opens a new stream; what the old one has not sealed yet is sealed first, under its own name.
    private func mint(
        _ identity: inout ReplicaIdentity, _ history: SQLiteHistory, _ db: Database,
        reason: AnchorDecision.MintReason
    ) throws -> OwnBase {
        let key = try DeviceKeyFile.make(
            paths.deviceKey, seed: environment.random(DeviceKey.seedByteCount))
        var isForked = false
        if let birth = identity.birth, birth.publicKey == key.publicKey,
            try history.newestUnsealed() != nil
        {
            try Sealing.seal(in: history, key: key, birth: birth)
            isForked = try history.lineage(of: birth.stream(in: workspace))?.isForked ?? false
        }
        if reason != .firstUse, reason != .anchorAbsent {
            // The anchor belongs to the original; this copy gets one of its own.
            identity.replica = environment.random(16)
        }
        let birth = StreamBirth(
            publicKey: key.publicKey, nonce: environment.random(StreamBirth.nonceByteCount))
        identity.birth = birth
        let moved = try Relabelling.relabel(in: history, to: birth)
        let stream = birth.stream(in: workspace)
        identity.dependedOn = moved.isEmpty ? 0 : try history.position().count
        try save(identity, db)
        if isForked || !moved.isEmpty { try rebuild(db) }
        let last = moved.last
        return OwnBase(
            stream: stream, branch: stream,
            head: last.map { Head($0.change.header.sequence, $0.link) } ?? Head(0, .origin),
            effective: last?.effective ?? 0)
    }

    /// Remembers outside the database how far the own stream has come; after the commit, before any reply.
    func writeAnchor(_ own: VectorEntry, of name: String) throws {
        let anchor = Anchor(
            own: own, machine: environment.machine, file: try fileIdentity())
        try PrivateFile.overwrite(paths.anchor(of: name), with: anchor.bytes)
    }

    private func fileIdentity() throws -> Anchor.FileIdentity {
        var status = stat()
        guard stat(paths.database, &status) == 0 else {
            throw ReplicaError(
                .damaged, "\(paths.database) cannot be examined.", hint: "Run `rail doctor`.")
        }
        return Anchor.FileIdentity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
    }
}
