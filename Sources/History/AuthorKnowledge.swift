package import Causality

/// What the author of each change had before it: all that its stream's headers name, up to that change.
///
/// An operation may name nothing else. A name from outside would mean something here, where what bears
/// it has arrived, and nothing there, where it has not; so it means nothing anywhere. What was known
/// also tells which branch an author meant who knew of no fork. It grows along its branch, so that
/// the newest is all that has to be kept.
package struct AuthorKnowledge {
    private var forks: ForkedStreams
    /// By branch, under branch names; a branch's own changes are left out.
    private var knowledge: [StreamID: VersionVector] = [:]
    /// The branches whose authors came to know more: what is to be kept of this.
    package private(set) var grown: Set<StreamID> = []

    package init(_ forks: ForkedStreams = ForkedStreams()) { self.forks = forks }

    package subscript(branch: StreamID) -> VersionVector {
        knowledge[branch] ?? VersionVector()
    }

    /// Goes on to a change: its author knew what its header names, and all that was known before it.
    ///
    /// `kept` finds the knowledge that was kept for a branch, nil where none was.
    package mutating func enter(
        _ admitted: AdmittedChange, kept: (StreamID) throws -> VersionVector?
    ) throws {
        let header = admitted.change.header
        try follow(
            header.dependencies, on: admitted.branch, of: header.stream, kept: kept)
    }

    /// Notes what a stream's next change names as known.
    package mutating func follow(
        _ dependencies: [VectorEntry], on branch: StreamID, of stream: StreamID,
        kept: (StreamID) throws -> VersionVector?
    ) throws {
        if knowledge[branch] == nil {
            knowledge[branch] = try inherited(branch, of: stream, kept: kept)
        }
        guard !dependencies.isEmpty else { return }
        grown.insert(branch)
        for entry in dependencies {
            for dot in forks.path(to: try forks.dot(of: entry)) {
                knowledge[branch]?.advance(dot.stream, to: dot.sequence)
            }
        }
    }

    /// The operation that the author of a change meant by a name; nil where it cannot have known it.
    ///
    /// `index` is that of the naming operation: it may name itself, and those before it in its change.
    package func meaning(
        of id: OperationID, by index: Int, in admitted: AdmittedChange
    ) -> OperationID? {
        let own = admitted.dot
        let stream = admitted.change.header.stream
        var name = id.dot.stream
        if let lineage = forks.lineage(of: name) {
            guard let branch = branch(of: id.dot, in: lineage, seenBy: admitted) else { return nil }
            name = branch
        } else if name == stream, own.stream != stream {
            // One's own changes may begin a branch before their seal makes it known.
            name = own.stream
        }
        let dot = Dot(name, id.dot.sequence)
        if dot == own {
            return id.index <= UInt32(clamping: index) ? OperationID(dot, id.index) : nil
        }
        let isOwn =
            forks.isEmpty
            ? name == own.stream && dot.sequence <= own.sequence
            : forks.path(to: own).contains { $0.stream == name && $0.sequence >= dot.sequence }
        #if !RAILYARD_BUG_UNSEEN_COUNTS  // Trips `writing to what one cannot have known is void`.
            guard isOwn || self[own.stream].covers(dot) else { return nil }
        #endif
        let isPending = name == own.stream && forks.lineage(of: name) == nil
        return OperationID(isPending ? id.dot : dot, id.index)
    }

    /// Says whether all names in an operation stand as they are and its author knew them: nearly always, and
    /// without the ways of forked streams.
    package func isPlain(
        _ operations: Stretch<Operation>, _ index: Int, in admitted: AdmittedChange
    ) -> Bool {
        let own = admitted.dot
        guard forks.isEmpty, own.stream == admitted.change.header.stream else { return false }
        let known = knowledge[own.stream]
        func knew(_ id: OperationID) -> Bool {
            if id.dot.stream == own.stream {
                return id.dot.sequence < own.sequence
                    || id.dot.sequence == own.sequence && id.index <= UInt32(clamping: index)
            }
            return known?.covers(id.dot) ?? false
        }
        guard knew(operations[index].target) else { return false }
        let superseded = operations[index].supersedes
        for place in superseded.indices where !knew(superseded[place]) { return false }
        return true
    }

    /// Everything that a label and a sequence stood for: the change and what its branch continues.
    package func path(to dot: Dot, seenBy admitted: AdmittedChange) -> [Dot] {
        guard let lineage = forks.lineage(of: dot.stream) else { return [dot] }
        guard let branch = branch(of: dot, in: lineage, seenBy: admitted) else { return [] }
        return forks.path(to: Dot(branch, dot.sequence))
    }

    private func branch(
        of dot: Dot, in lineage: Lineage, seenBy admitted: AdmittedChange
    ) -> StreamID? {
        if admitted.change.header.stream == lineage.stream {
            // The author's own earlier changes come before all that it saw from elsewhere.
            let own = lineage.resolve(
                dot.stream, dot.sequence, seen: [admitted.branch: admitted.dot.sequence])
            if let own { return own }
        }
        let knowledge = self[admitted.branch]
        let seen = lineage.segments.map { ($0.name, knowledge[$0.name]) }.filter { $0.1 > 0 }
        return lineage.resolve(
            dot.stream, dot.sequence, seen: Dictionary(uniqueKeysWithValues: seen))
    }

    /// A branch begins with the knowledge of the one that it continues.
    private mutating func inherited(
        _ branch: StreamID, of stream: StreamID, kept: (StreamID) throws -> VersionVector?
    ) throws -> VersionVector {
        if let known = try knowledge[branch] ?? kept(branch) { return known }
        guard branch != stream else { return VersionVector() }
        let parent = forks.lineage(of: branch)?.segment(named: branch)?.parent ?? stream
        grown.insert(branch)
        return try inherited(parent, of: stream, kept: kept)
    }
}
