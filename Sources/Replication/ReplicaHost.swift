internal import Causality
internal import GRDB
internal import History
internal import Projection
internal import ReleaseModel
internal import SQLiteStorage
internal import SyncProtocol
internal import SyncTransport

/// The replica as a sync session uses it: every answer is durable before it is given.
final class ReplicaHost: ReplicaSessionHost {
    private let replica: Replica

    init(_ replica: Replica) { self.replica = replica }

    func read<Result>(_ body: (any HistoryStore) throws -> Result) throws -> Result {
        try replica.readHistory(body)
    }

    func adopt(_ welcome: Welcome, clockOffsetMilliseconds: Int64) throws -> Standing {
        try replica.database.write { db in
            try NamedValues(db).set(nil, NamedValues.hubSecret)
            var identity = try replica.identity(db)
            identity.clock.offsetMilliseconds = clockOffsetMilliseconds
            if try isRewound(welcome, identity, db) { identity.birth = nil }
            try replica.save(identity, db)
        }
        try replica.seal()
        return try replica.readHistory { try Standing(for: welcome.hub, in: $0) }
    }

    func seal() throws -> [Batch] { try replica.seal() }

    func store(_ deliveries: [Delivery]) throws -> [Verdict] { try replica.store(deliveries) }

    func noteDurable(_ entries: [VectorEntry]) throws {
        try replica.database.write { db in
            for entry in entries {
                try Acknowledged(db).note(entry.sequence, of: entry.stream)
            }
        }
    }

    func noteRefusal(_ refused: Refused) throws {
        try replica.database.write { db in
            try NamedValues(db).set("\(refused)", NamedValues.refusal(refused.stream))
        }
    }

    func noteCaughtUp(_ caughtUp: CaughtUp, with hub: HubID) throws {
        let now = replica.environment.clock()
        try replica.database.write { try NamedValues($0).set(String(now), NamedValues.lastSync) }
    }

    func stateReport() throws -> StateReport? {
        try replica.database.read { db in
            let history = replica.history(db)
            guard try history.newestUnsealed() == nil else { return nil }
            var tag = CanonicalWriter(capacity: 48)
            tag.number(Self.stateFormat)
            tag.number(UInt64(replica.environment.schemaLevel))
            tag.link(try history.logDigest())
            let digest = try Rebuilding.digest(db).value
            return StateReport(DigestAnswer.StateDigest(tag: tag.bytes, digest: digest))
        }
    }

    /// Raised with every change of what a state digest covers.
    private static let stateFormat: UInt64 = 1

    /// The hub holds changes of this stream that are not here: writing on would use their numbers again.
    private func isRewound(
        _ welcome: Welcome, _ identity: ReplicaIdentity, _ db: Database
    ) throws -> Bool {
        guard let stream = identity.birth?.stream(in: replica.workspace) else { return false }
        let history = replica.history(db)
        var lookup = HistoryLookup(history)
        for entry in welcome.ownHeads where entry.stream == stream {
            guard try lookup.place(of: entry) == nil else { continue }
            let unsealed = try history.unsealed()
            let isAhead = unsealed.contains { $0.link == entry.link }
            if !isAhead { return true }
        }
        return false
    }
}
