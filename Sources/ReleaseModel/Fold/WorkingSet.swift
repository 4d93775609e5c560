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

    /// An operation with the creation by which it names its entity; a hundred thousand wait at once.
    private struct Waiting {
        /// Nil once it was folded.
        var operation: FoldedOperation?
        /// The place of the creation's name.
        let target: Int32
    }

    /// A creation with the place of the entity that it made.
    private struct Creation {
        let name: OperationID
        let entity: Int
    }

    /// What is known of one entity.
    private struct Entry {
        let id: EntityID
        /// Nil until it is first asked for.
        var document: Document?
        var isTouched = false
        /// Where what is to be folded in begins and ends among all that waits; -1 where nothing does.
        var first: Int32 = -1
        var last: Int32 = -1
    }

    private let source: any DocumentSource
    private let schema: SchemaLookup
    /// A document is changed in its place here: a thousand operations may fall on one.
    private var entries: [Entry] = []
    /// What waits at the documents, in the order in which it came.
    private var waiting: [Waiting] = []
    /// For each that waits the place of the next one at the same document; -1 after the last.
    ///
    /// Not kept with what waits: to follow a document's chain there, each step would wait for memory.
    private var followers: [Int32] = []
    /// Where in `entries` an entity is.
    private var places: [EntityID: Int] = [:]
    /// The creations by which entities were named, applied here or found in the source.
    private var creations: [Creation] = []
    /// Where in `creations` each of them is.
    private var creationPlaces: [OperationID: Int32] = [:]
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

    /// Makes room for operations that will wait: growing into it would touch three times the memory.
    package mutating func expect(_ operations: Int) {
        waiting.reserveCapacity(operations)
        followers.reserveCapacity(operations)
    }

    /// The entities that were written to, ascending.
    package var touched: [EntityID] {
        entries.filter { $0.isTouched || $0.first >= 0 }.map(\.id).sorted()
    }

    /// The present state of an entity, as changed so far.
    package mutating func document(_ id: EntityID) throws -> Document? {
        let place = place(of: id)
        try fold(place)
        return entries[place].document
    }

    /// Hands out the state of an entity to be kept, and holds it no longer: what is written to it afterwards
    /// is folded into what the source has of it by then.
    package mutating func remove(_ id: EntityID) throws -> Document? {
        guard let place = places[id] else { return nil }
        try fold(place)
        entries[place].isTouched = false
        return entries[place].document.take()
    }

    /// Says whether something of a kind was written, by what was folded.
    package func touches(_ kind: EntityKind) -> Bool { kinds.contains(kind.rawValue) }

    package mutating func entity(createdBy operation: OperationID) throws -> EntityID? {
        try creation(operation).map { entries[creations[Int($0)].entity].id }
    }

    /// Folds what waits for one document.
    private mutating func fold(_ place: Int) throws {
        let id = entries[place].id
        if entries[place].document == nil, !entries[place].isTouched {
            entries[place].document = try source.document(id)
        }
        var next = entries[place].first
        guard next >= 0 else { return }
        entries[place].first = -1
        entries[place].last = -1
        entries[place].isTouched = true
        // Taken out while it changes: a copy of it would be as dear as the fold.
        var taken = entries[place].document.take()
        var known: Int32?
        var fields: EntitySchema?
        var upcoming = waiting[Int(next)].target
        while next >= 0 {
            let (number, target) = (Int(next), upcoming)
            next = followers[number]
            // Asked for now, so that it is on its way from far memory while this one is folded.
            if next >= 0 { upcoming = waiting[Int(next)].target }
            // Taken out, so that what it holds is touched once and not again when all is let go.
            guard let operation = waiting[number].operation.take() else { continue }
            var document = taken.take() ?? Document(id: id, kind: operation.address.field)
            // Nearly always all of them name one creation, which then stands.
            if target != known {
                let kind = document.kind(createdBy: creations[Int(target)].name)
                fields = schema(kind ?? document.kind)
                known = kind == nil ? nil : target
            }
            let field = fields?.fieldKind(operation.address.field)
            switch document.apply(operation, kind: field) {
            case .applied, .unknownVerb: break
            case .void(let reason): note(operation, at: place, .document(reason))
            case .malformed: note(operation, at: place, .malformed)
            }
            taken = document
        }
        if let taken { kinds.insert(taken.kind) }
        entries[place].document = taken
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

    /// The place of a creation; nil where nothing is known that it made.
    private mutating func creation(_ operation: OperationID) throws -> Int32? {
        if let known = creationPlaces[operation] { return known }
        guard let id = try source.entity(createdBy: operation) else { return nil }
        return note(operation, madeAt: place(of: id))
    }

    private mutating func note(_ creation: OperationID, madeAt entity: Int) -> Int32 {
        let place = creationPlaces[creation] ?? Int32(creations.count)
        creationPlaces[creation] = place
        let noted = Creation(name: creation, entity: entity)
        if place < creations.count {
            creations[Int(place)] = noted
        } else {
            creations.append(noted)
        }
        return place
    }

    /// Takes in what a change writes.
    package mutating func apply(_ admitted: AdmittedChange) throws {
        let source = source
        try knowledge.enter(admitted) { try source.knowledge(of: $0) }
        let operations = admitted.change.operations
        for place in operations.indices {
            let id = OperationID(admitted.dot, UInt32(place))
            switch understanding(of: operations, at: place, in: admitted) {
            case .asWritten: try enqueue(operations, place, id: id, admitted)
            case .renamed(let renamed): try enqueue([renamed], 0, id: id, admitted)
            case .unknown:
                voids.append(
                    VoidOperation(
                        id: id, entity: nil, field: operations[place].field,
                        reason: .unknownToAuthor))
            }
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

    /// What an operation says once every name in it is what its author meant.
    private enum Understanding {
        case asWritten
        case renamed(Operation)
        /// It names what its author cannot have known.
        case unknown
    }

    /// Reads an operation of a list in its place: three counts of references fewer than with a copy of it.
    private func understanding(
        of operations: Stretch<Operation>, at index: Int, in admitted: AdmittedChange
    ) -> Understanding {
        let isArchive = operations[index].field == SharedFields.archived.number
        if !isArchive, knowledge.isPlain(operations, index, in: admitted) { return .asWritten }
        let operation = operations[index]
        guard let target = knowledge.meaning(of: operation.target, by: index, in: admitted) else {
            return .unknown
        }
        var isRenamed = target != operation.target
        for id in operation.supersedes {
            guard let meant = knowledge.meaning(of: id, by: index, in: admitted) else {
                return .unknown
            }
            isRenamed = isRenamed || meant != id
        }
        guard isRenamed || isArchive else { return .asWritten }
        var understood = operation
        understood.target = target
        let meant = operation.supersedes.compactMap {
            knowledge.meaning(of: $0, by: index, in: admitted)
        }
        understood.supersedes = Stretch(meant.sorted())
        if isArchive {
            understood.value = ArchiveClash.renamed(operation.value) { dot in
                knowledge.path(to: dot, seenBy: admitted)
            }
        }
        return .renamed(understood)
    }

    /// Folds one operation that bears a resolved name and resolved references.
    package mutating func apply(
        _ operation: Operation, id: OperationID, header: ChangeHeader, effective: UInt64
    ) throws {
        let place = try enqueue(
            [operation], 0, id: id, effective: effective, stamp: header.stamp,
            author: header.author)
        if let place { try fold(place) }
    }

    private mutating func enqueue(
        _ operations: Stretch<Operation>, _ index: Int, id: OperationID,
        _ admitted: borrowing AdmittedChange
    ) throws {
        try enqueue(
            operations, index, id: id, effective: admitted.effective,
            stamp: admitted.change.header.stamp, author: admitted.change.header.author)
    }

    /// Lets an operation wait at its document, and says where; nil where it has none.
    @discardableResult
    private mutating func enqueue(
        _ operations: Stretch<Operation>, _ index: Int, id: OperationID, effective: UInt64,
        stamp: HybridTimestamp, author: MemberID
    ) throws -> Int? {
        guard let target = try target(of: operations, index, id: id) else {
            voids.append(
                VoidOperation(
                    id: id, entity: nil, field: operations[index].field, reason: .dangling))
            return nil
        }
        let place = creations[Int(target)].entity
        let (last, number) = (entries[place].last, Int32(waiting.count))
        if last >= 0 {
            followers[Int(last)] = number
        } else {
            entries[place].first = number
        }
        entries[place].last = number
        followers.append(-1)
        waiting.append(
            Waiting(
                operation: FoldedOperation(
                    id: id, effective: effective, stamp: stamp, author: author,
                    verb: operations[index].verb.rawValue,
                    address: CellAddress(
                        operations[index].field, key: operations[index].key,
                        subfield: operations[index].subfield),
                    value: operations[index].value, supersedes: operations[index].supersedes,
                    granted: false),
                target: target))
        return place
    }

    /// The creation by which an operation names what it writes to; a creation is its own.
    private mutating func target(
        of operations: Stretch<Operation>, _ index: Int, id: OperationID
    ) throws -> Int32? {
        guard operations[index].verb == .create else {
            return try creation(operations[index].target)
        }
        guard let entity = EntityID(bytes: operations[index].value) else { return nil }
        created[id] = entity
        return note(id, madeAt: place(of: entity))
    }
}
