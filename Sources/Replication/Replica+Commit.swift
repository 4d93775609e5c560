internal import Causality
internal import GRDB
internal import History
internal import Lattice
internal import Projection
package import ReleaseModel
internal import SQLiteStorage

extension Replica {
    /// Runs one command: what the draft holds at the end is one change, durable on return.
    ///
    /// A body that throws, or that drafts nothing, leaves nothing.
    @discardableResult
    package func commit(
        _ body: (inout Draft, ReplicaView) throws -> Void
    ) throws -> CommitReceipt {
        var anchored: (own: VectorEntry, name: String)?
        let receipt = try database.write { db in
            let history = history(db)
            var identity = try identity(db)
            let base = try openStream(&identity, history, db)
            let dependencies = try history.heads(
                after: identity.dependedOn, except: base.stream)
            let place = try place(after: base, dependencies, &identity, history)
            let documents = ProjectedDocuments(db)
            var draft = Draft(documents, at: place)
            try body(&draft, ReplicaView(db, replica: self))
            guard !draft.isEmpty else {
                return CommitReceipt(dot: nil, operations: [], touched: [], voids: [])
            }
            if !dependencies.isEmpty {
                try draft.follow(dependencies, forks: try ForkedStreams(in: history))
            }
            let own = try append(draft, after: base, dependencies, history)
            identity.dependedOn = try history.position().count
            try save(identity, db)
            var working = draft.working
            try projection(db, documents).save(&working)
            if working.touches(.card) { try showForks(db) }
            anchored = (own, identity.replicaName)
            return CommitReceipt(
                dot: place.dot, operations: draft.operations,
                touched: working.touched, voids: working.voids)
        }
        if let anchored { try writeAnchor(anchored.own, of: anchored.name) }
        return receipt
    }

    private func append(
        _ draft: Draft, after base: OwnBase, _ dependencies: [VectorEntry],
        _ history: SQLiteHistory
    ) throws -> VectorEntry {
        let header = ChangeHeader(
            stream: base.stream, sequence: base.head.sequence + 1, stamp: draft.place.stamp,
            author: draft.place.author, schemaLevel: Schema.level, dependencies: dependencies)
        let change = Change(header: header, operations: draft.operations)
        let link = Chain.link(after: base.head.link, change)
        try history.append(
            LocalChange(change: change, link: link, effective: draft.place.effective))
        return VectorEntry(base.stream, header.sequence, link)
    }

    private func place(
        after base: OwnBase, _ dependencies: [VectorEntry], _ identity: inout ReplicaIdentity,
        _ history: SQLiteHistory
    ) throws -> DraftPlace {
        let wall = environment.clock()
        var lookup = HistoryLookup(history)
        let stamp = identity.clock.tick(atMilliseconds: wall)
        let stamps = try dependencies.compactMap { try lookup.place(of: $0)?.effective }
        let effective = EffectiveStamp.of(
            stamp: stamp.raw, previous: base.head.sequence == 0 ? nil : base.effective,
            dependencies: stamps)
        return DraftPlace(
            dot: Dot(base.branch, base.head.sequence + 1), stamp: stamp, effective: effective,
            author: identity.member)
    }
}
