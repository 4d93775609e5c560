package import Causality
package import History
package import Lattice

/// The fold: applies changes to documents that it fetches once, and says at the end which were touched.
///
/// It is the same for one's own new change and for ten thousand received ones; its input must come in an
/// order that extends causality, which admission guarantees.
package struct WorkingSet {
    /// Renames an operation reference that a change makes, where its stream has been found forked.
    package typealias Resolver = (OperationID, AdmittedChange) throws -> OperationID

    /// Finds the schema of a kind; a fold by another version's schema passes that one's.
    package typealias SchemaLookup = (UInt32) -> EntitySchema?

    private let source: any DocumentSource
    private let resolve: Resolver?
    private let schema: SchemaLookup
    package private(set) var documents: [EntityID: Document] = [:]
    /// The creations met so far, applied here or found in the source.
    package private(set) var creations: [OperationID: EntityID] = [:]
    /// Those of them that were applied here.
    package private(set) var created: [OperationID: EntityID] = [:]
    package private(set) var touched: Set<EntityID> = []
    package private(set) var voids: [VoidOperation] = []

    package init(
        _ source: any DocumentSource, resolve: Resolver? = nil,
        schema: @escaping SchemaLookup = { Schema.of(number: $0) }
    ) {
        self.source = source
        self.resolve = resolve
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
        for (index, operation) in admitted.change.operations.enumerated() {
            let id = OperationID(admitted.dot, UInt32(index))
            try apply(
                try renamed(operation, in: admitted), id: id, header: admitted.change.header,
                effective: admitted.effective)
        }
    }

    private func renamed(
        _ operation: Operation, in admitted: AdmittedChange
    ) throws -> Operation {
        guard let resolve else { return operation }
        var renamed = operation
        renamed.target = try resolve(operation.target, admitted)
        renamed.supersedes = try operation.supersedes.map { try resolve($0, admitted) }.sorted()
        return renamed
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
