package import Causality
package import History
package import Lattice
package import ReleaseModel

/// A replica without store, network or clock: a state, a log, and a stream of its own.
package final class ModelReplica {
    package let name: String
    package let stream: StreamID
    package let author: MemberID
    package private(set) var documents = InMemoryDocuments()
    package private(set) var log: [AdmittedChange] = []
    package private(set) var voids: [VoidOperation] = []
    private var clock = HybridClock()
    private var tips: [StreamID: AdmittedChange] = [:]
    /// What the last own change already depends on.
    private var named = VersionVector()
    /// How far this replica's wall clock is ahead, in milliseconds.
    package var skew: Int64 = 0

    package init(_ name: String, number: UInt64) {
        self.name = name
        stream = StreamID(high: number &* 0x9e37_79b9_7f4a_7c15, low: number)
        author = MemberID(high: 7, low: number)
    }

    package var vector: VersionVector {
        VersionVector(tips.mapValues { $0.dot.sequence })
    }

    package var digest: Link { documents.digest }

    package var cards: [Card] { WorkspaceCards.all(documents.documents, zones: TestZones.all) }

    /// Where the next change will stand.
    private func nextPlace(at wall: UInt64) -> DraftPlace {
        clock.offsetMilliseconds = skew
        let stamp = clock.tick(atMilliseconds: wall)
        let effective = EffectiveStamp.of(
            stamp: stamp.raw, previous: tips[stream]?.effective,
            dependencies: newHeads.map(\.effective))
        return DraftPlace(
            dot: Dot(stream, vector[stream] + 1), stamp: stamp, effective: effective,
            author: author)
    }

    private var newHeads: [AdmittedChange] {
        tips.values.filter { $0.branch != stream && !named.covers($0.dot) }
            .sorted { $0.branch < $1.branch }
    }

    /// Makes a change here and now; nil where the command had nothing to write.
    @discardableResult
    package func edit(
        at wall: UInt64, _ command: (inout Draft) throws -> Void
    ) throws -> AdmittedChange? {
        let place = nextPlace(at: wall)
        var draft = Draft(documents, at: place)
        try command(&draft)
        return draft.isEmpty ? nil : commit(draft.operations, at: place)
    }

    /// Makes a change of operations that no draft of this version would write.
    @discardableResult
    package func write(at wall: UInt64, _ operations: [Operation]) -> AdmittedChange {
        commit(operations, at: nextPlace(at: wall))
    }

    private func commit(_ operations: [Operation], at place: DraftPlace) -> AdmittedChange {
        let heads = newHeads
        let header = ChangeHeader(
            stream: stream, sequence: place.dot.sequence, stamp: place.stamp, author: author,
            dependencies: heads.map { VectorEntry($0.branch, $0.dot.sequence, $0.link) })
        let change = Change(header: header, operations: operations)
        let link = Chain.link(after: tips[stream]?.link ?? .origin, change)
        let admitted = AdmittedChange(
            change: change, link: link, branch: stream, effective: place.effective)
        for head in heads { named.advance(head.branch, to: head.dot.sequence) }
        fold(admitted)
        return admitted
    }

    /// Takes a change whose causes are here; says whether they were.
    @discardableResult
    package func deliver(_ admitted: AdmittedChange) -> Bool {
        guard !vector.covers(admitted.dot) else { return true }
        guard Self.isReady(admitted, at: vector) else { return false }
        clock.fold(
            admitted.change.header.stamp,
            atMilliseconds: admitted.change.header.stamp.milliseconds)
        fold(admitted)
        return true
    }

    package static func isReady(_ admitted: AdmittedChange, at vector: VersionVector) -> Bool {
        vector[admitted.branch] + 1 == admitted.dot.sequence
            && admitted.change.header.dependencies.allSatisfy {
                vector[$0.stream] >= $0.sequence
            }
    }

    private func fold(_ admitted: AdmittedChange) {
        var working = WorkingSet(documents)
        do {
            try working.apply(admitted)
            try documents.take(&working)
        } catch {
            preconditionFailure("documents in memory do not fail: \(error)")
        }
        voids += working.voids
        log.append(admitted)
        tips[admitted.branch] = admitted
    }

    package func change(_ dot: Dot) -> AdmittedChange? { log.first { $0.dot == dot } }

    package subscript(id: EntityID) -> Document {
        documents.document(id) ?? Document(id: id)
    }
}
