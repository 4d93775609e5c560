package import Causality
package import History
package import Lattice

/// The fold: applies changes to documents that it fetches once, and says at the end which were touched.
///
/// It is the same for one's own new change and for ten thousand received ones; its input must come in an
/// order that extends causality, which admission guarantees.
package struct WorkingSet {
    /// Finds the schema of a kind; a fold by another version's schema passes that one's.
    package typealias SchemaLookup = (UInt32) -> EntitySchema?

    private let source: any DocumentSource
    private let schema: SchemaLookup
    package private(set) var documents: [EntityID: Document] = [:]
    /// The creations met so far, applied here or found in the source.
    package private(set) var creations: [OperationID: EntityID] = [:]
    /// Those of them that were applied here.
    package private(set) var created: [OperationID: EntityID] = [:]
    package private(set) var touched: Set<EntityID> = []
    package private(set) var voids: [VoidOperation] = []
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

    /// The present state of an entity, as changed so far.
    package mutating func document(_ id: EntityID) throws -> Document? {
        if let document = documents[id] { return document }
        guard let document = try source.document(id) else { return nil }
        documents[id] = document
        return document
    }

    package mutating func entity(createdBy operation: OperationID) throws -> EntityID? {
        if let id = creations[operation] { return id }
        guard let id = try source.entity(createdBy: operation) else { return nil }
        creations[operation] = id
        return id
    }

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
            try apply(
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
        if !operation.supersedes.isEmpty {
            var supersedes: [OperationID] = []
            for id in operation.supersedes {
                guard let meant = knowledge.meaning(of: id, by: index, in: admitted) else {
                    return nil
                }
                supersedes.append(meant)
            }
            understood.supersedes = supersedes.sorted()
        }
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
        guard let entity = try target(of: operation, id: id) else {
            voids.append(
                VoidOperation(id: id, entity: nil, field: operation.field, reason: .dangling))
            return
        }
        if documents[entity] == nil {
            documents[entity] =
                try source.document(entity) ?? Document(id: entity, kind: operation.field)
        }
        let folded = FoldedOperation(
            id: id, effective: effective, stamp: header.stamp, author: header.author,
            verb: operation.verb.rawValue,
            address: CellAddress(
                operation.field, key: operation.key, subfield: operation.subfield),
            value: operation.value, supersedes: operation.supersedes, granted: false)
        touched.insert(entity)
        let kind = documents[entity].flatMap { document in
            schema(document.kind(createdBy: operation.target) ?? document.kind)?
                .field(operation.field)?.kind
        }
        switch documents[entity]?.apply(folded, kind: kind) {
        case .applied, .unknownVerb, nil: return
        case .void(let reason): note(id, entity, operation, .document(reason))
        case .malformed: note(id, entity, operation, .malformed)
        }
    }

    private mutating func note(
        _ id: OperationID, _ entity: EntityID, _ operation: Operation,
        _ reason: VoidOperation.Reason
    ) {
        voids.append(
            VoidOperation(id: id, entity: entity, field: operation.field, reason: reason))
    }

    /// The entity that an operation writes to; a creation names its own.
    private mutating func target(of operation: Operation, id: OperationID) throws -> EntityID? {
        guard operation.verb == .create else { return try entity(createdBy: operation.target) }
        guard let entity = EntityID(bytes: operation.value) else { return nil }
        creations[id] = entity
        created[id] = entity
        return entity
    }
}
