package import Causality
package import History
package import Lattice

/// The fold: applies changes to documents that it fetches once, and says at the end which were touched.
///
/// It is the same for one's own new change and for ten thousand received ones; its input must come in an
/// order that extends causality, which admission guarantees. What changes write is sorted by document
/// first and folded when a document is asked for, so that the fold of a thousand documents holds one of
/// them in the nearest memory, not all of them in the farthest.
///
///     apply(change) ─▶ names resolved ─▶ waits at its document ─▶ document(id), remove(id) ─▶ folded
package struct WorkingSet {
    /// Finds the schema of a kind; a fold by another version's schema passes that one's.
    package typealias SchemaLookup = (UInt32) -> EntitySchema?

    /// An operation with the creation by which it names its entity.
    private struct Waiting {
        let operation: FoldedOperation
        let target: OperationID
    }

    /// What is known of one entity.
    private struct Entry {
        let id: EntityID
        /// Nil until it is first asked for.
        var document: Document?
        var isTouched = false
        /// What is to be folded in yet, in the order in which it came.
        var waiting: [Waiting] = []

        /// Folds in one operation where the document lies; a copy of it would be as dear as the fold.
        mutating func apply(
            _ folded: FoldedOperation, target: OperationID, _ schema: SchemaLookup
        ) -> ApplyOutcome {
            isTouched = true
            var document = document ?? Document(id: id, kind: folded.address.field)
            self.document = nil
            let kind = document.kind(createdBy: target) ?? document.kind
            let outcome = document.apply(
                folded, kind: schema(kind)?.field(folded.address.field)?.kind)
            self.document = document
            return outcome
        }
    }

    private let source: any DocumentSource
    private let schema: SchemaLookup
    /// A document is changed in its place here: a thousand operations may fall on one.
    private var entries: [Entry] = []
    /// Where in `entries` an entity is.
    private var places: [EntityID: Int] = [:]
    /// The same by the operation that created it, applied here or found in the source.
    private var creations: [OperationID: Int] = [:]
    /// The creations that were applied here.
    package private(set) var created: [OperationID: EntityID] = [:]
    /// The void operations among those that were folded.
    package private(set) var voids: [VoidOperation] = []
    /// The kinds of the documents that were folded.
    package private(set) var kinds: Set<UInt32> = []
    /// What the authors of the changes knew, branch by branch.
    package private(set) var knowledge: AuthorKnowledge

    package init(
        _ source: any DocumentSource, forks: ForkedStreams = ForkedStreams(),
        schema: @escaping SchemaLookup = { Schema.of(number: $0) }
    ) {
        self.source = source
        knowledge = AuthorKnowledge(forks)
        self.schema = schema
    }

    /// The entities that were written to, ascending.
    package var touched: [EntityID] {
        entries.filter { $0.isTouched || !$0.waiting.isEmpty }.map(\.id).sorted()
    }

    /// The present state of an entity, as changed so far.
    package mutating func document(_ id: EntityID) throws -> Document? {
        let place = place(of: id)
        try fold(place)
        return entries[place].document
    }

    /// Hands out the state of an entity at the end, and holds it no longer.
    package mutating func remove(_ id: EntityID) throws -> Document? {
        guard let place = places[id] else { return nil }
        try fold(place)
        return entries[place].document.take()
    }

    /// Says whether something of a kind was written, by what was folded.
    package func touches(_ kind: EntityKind) -> Bool { kinds.contains(kind.rawValue) }

    package mutating func entity(createdBy operation: OperationID) throws -> EntityID? {
        try place(createdBy: operation).map { entries[$0].id }
    }

    /// Folds what waits for one document.
    private mutating func fold(_ place: Int) throws {
        if entries[place].document == nil, !entries[place].isTouched {
            entries[place].document = try source.document(entries[place].id)
        }
        guard !entries[place].waiting.isEmpty else { return }
        var waiting: [Waiting] = []
        swap(&waiting, &entries[place].waiting)
        for one in waiting { apply(one, at: place) }
        if let kind = entries[place].document?.kind { kinds.insert(kind) }
    }

    private mutating func apply(_ waiting: Waiting, at place: Int) {
        let operation = waiting.operation
        switch entries[place].apply(operation, target: waiting.target, schema) {
        case .applied, .unknownVerb: return
        case .void(let reason): note(operation, at: place, .document(reason))
        case .malformed: note(operation, at: place, .malformed)
        }
    }

    private mutating func note(
        _ operation: FoldedOperation, at place: Int, _ reason: VoidOperation.Reason
    ) {
        voids.append(
            VoidOperation(
                id: operation.id, entity: entries[place].id, field: operation.address.field,
                reason: reason))
    }

    private mutating func place(of id: EntityID) -> Int {
        if let place = places[id] { return place }
        places[id] = entries.count
        entries.append(Entry(id: id))
        return entries.count - 1
    }

    private mutating func place(createdBy operation: OperationID) throws -> Int? {
        if let place = creations[operation] { return place }
        guard let id = try source.entity(createdBy: operation) else { return nil }
        let place = place(of: id)
        creations[operation] = place
        return place
    }

    /// Takes in what a change writes.
    package mutating func apply(_ admitted: AdmittedChange) throws {
        let source = source
        try knowledge.enter(admitted) { try source.knowledge(of: $0) }
        for (index, operation) in admitted.change.operations.enumerated() {
            let id = OperationID(admitted.dot, UInt32(index))
            guard let understood = understood(operation, at: index, in: admitted) else {
                voids.append(
                    VoidOperation(
                        id: id, entity: nil, field: operation.field, reason: .unknownToAuthor))
                continue
            }
            try enqueue(
                understood, id: id, header: admitted.change.header,
                effective: admitted.effective)
        }
    }

    /// Notes what a drafted change will name as known, as `apply` does for one that is received.
    package mutating func follow(
        _ dependencies: [VectorEntry], on stream: StreamID, forks: ForkedStreams
    ) throws {
        let source = source
        knowledge = AuthorKnowledge(forks)
        try knowledge.follow(dependencies, on: stream, of: stream) { try source.knowledge(of: $0) }
    }

    /// The operation with every name as its author meant it; nil where it names what he cannot have known.
    private func understood(
        _ operation: Operation, at index: Int, in admitted: AdmittedChange
    ) -> Operation? {
        var understood = operation
        guard let target = knowledge.meaning(of: operation.target, by: index, in: admitted) else {
            return nil
        }
        understood.target = target
        var isRenamed = false
        for (place, id) in operation.supersedes.enumerated() {
            guard let meant = knowledge.meaning(of: id, by: index, in: admitted) else {
                return nil
            }
            guard meant != id else { continue }
            understood.supersedes[place] = meant
            isRenamed = true
        }
        if isRenamed { understood.supersedes.sort() }
        if operation.field == SharedFields.archived.number {
            understood.value = ArchiveClash.renamed(operation.value) { dot in
                knowledge.path(to: dot, seenBy: admitted)
            }
        }
        return understood
    }

    /// Folds one operation that bears a resolved name and resolved references.
    package mutating func apply(
        _ operation: Operation, id: OperationID, header: ChangeHeader, effective: UInt64
    ) throws {
        let place = try enqueue(operation, id: id, header: header, effective: effective)
        if let place { try fold(place) }
    }

    /// Lets an operation wait at its document, and says where; nil where it has none.
    @discardableResult
    private mutating func enqueue(
        _ operation: Operation, id: OperationID, header: ChangeHeader, effective: UInt64
    ) throws -> Int? {
        guard let place = try target(of: operation, id: id) else {
            voids.append(
                VoidOperation(id: id, entity: nil, field: operation.field, reason: .dangling))
            return nil
        }
        let folded = FoldedOperation(
            id: id, effective: effective, stamp: header.stamp, author: header.author,
            verb: operation.verb.rawValue,
            address: CellAddress(
                operation.field, key: operation.key, subfield: operation.subfield),
            value: operation.value, supersedes: operation.supersedes, granted: false)
        entries[place].waiting.append(Waiting(operation: folded, target: operation.target))
        return place
    }

    /// The place of the entity that an operation writes to; a creation names its own.
    private mutating func target(of operation: Operation, id: OperationID) throws -> Int? {
        guard operation.verb == .create else { return try place(createdBy: operation.target) }
        guard let entity = EntityID(bytes: operation.value) else { return nil }
        let place = place(of: entity)
        creations[id] = place
        created[id] = entity
        return place
    }
}
