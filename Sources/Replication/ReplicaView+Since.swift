package import Causality
internal import History
internal import SQLiteStorage

// What changed since a point that somebody names: of time, or of history.

extension ReplicaView {
    /// All that this replica holds, branch by branch, what is not sealed yet included.
    package func vector() throws -> VersionVector {
        let history = replica.history(db)
        var vector = VersionVector()
        for segment in try history.lineages().flatMap(\.segments) {
            vector.advance(segment.name, to: segment.tip.sequence)
        }
        var reader = LogReader(history)
        for own in try reader.unsealedChanges() {
            vector.advance(own.dot.stream, to: own.dot.sequence)
        }
        return vector
    }

    /// What the author of a change had before it, and the change itself.
    package func knowledge(at dot: Dot) throws -> VersionVector {
        var known = VersionVector()
        try forEachChange { change in
            guard change.dot.stream == dot.stream, change.dot.sequence <= dot.sequence else {
                return
            }
            known.advance(dot.stream, to: change.dot.sequence)
            for entry in change.change.header.dependencies {
                known.advance(entry.stream, to: entry.sequence)
            }
        }
        return known
    }

    /// The things that a change since a point wrote to; nil where that is all, since the history is forked
    /// and its changes bear other names than when the point was taken.
    package func changed(since point: SincePoint) throws -> Set<EntityID>? {
        guard try ForkedStreams(in: replica.history(db)).isEmpty else { return nil }
        var changed: Set<EntityID> = []
        try forEachChange { change in
            let isNew =
                switch point {
                case .time(let start): HybridTimestamp(raw: change.effective).milliseconds >= start
                case .vector(let vector): !vector.covers(change.dot)
                }
            guard isNew else { return }
            for operation in change.change.operations {
                if let entity = try entity(createdBy: operation.target) {
                    changed.insert(entity)
                }
            }
        }
        return changed
    }

    /// When each thing was last written to, in milliseconds since 1970, also where nothing of that write
    /// is left in what it says.
    package func lastChanges() throws -> [EntityID: Int64] {
        var last: [EntityID: Int64] = [:]
        var known: [OperationID: EntityID] = [:]
        try forEachChange { change in
            let time = Int64(
                clamping: HybridTimestamp(raw: change.effective).milliseconds)
            for operation in change.change.operations {
                let found = try known[operation.target] ?? entity(createdBy: operation.target)
                guard let found else { continue }
                known[operation.target] = found
                last[found] = max(last[found] ?? 0, time)
            }
        }
        return last
    }

    /// Every change that is held, a run at a time.
    private func forEachChange(_ body: (AdmittedChange) throws -> Void) throws {
        let history = replica.history(db)
        var reader = LogReader(history)
        let count = try history.position().count
        for position in stride(from: UInt64(1), through: count, by: 1) {
            guard let run = try history.run(at: position) else { continue }
            for change in try reader.changes(of: run) { try body(change) }
        }
        for own in try reader.unsealedChanges() { try body(own) }
    }
}
