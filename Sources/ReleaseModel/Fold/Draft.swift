package import Causality
package import History
package import Lattice

/// One command's operations in the making, folded as they are made: what a later operation of the
/// same command sees, and what the state will be, are one thing.
package struct Draft {
    package let place: DraftPlace
    package private(set) var operations: [Operation] = []
    package private(set) var working: WorkingSet

    package init(_ source: any DocumentSource, at place: DraftPlace) {
        self.place = place
        working = WorkingSet(source)
    }

    package var isEmpty: Bool { operations.isEmpty }

    /// Notes what the change will name as known, so that what it says is kept with its state.
    package mutating func follow(
        _ dependencies: [VectorEntry], forks: ForkedStreams
    ) throws {
        try working.follow(dependencies, on: place.dot.stream, forks: forks)
    }

    package mutating func document(_ id: EntityID) throws -> Document? {
        try working.document(id)
    }

    package mutating func entity(createdBy operation: OperationID) throws -> EntityID? {
        try working.entity(createdBy: operation)
    }

    /// Makes an entity under a given identifier; harmless if it exists already.
    package mutating func create(_ kind: EntityKind, _ id: EntityID) throws {
        let own = OperationID(place.dot, UInt32(operations.count))
        try emit(Operation(.create, target: own, field: kind.rawValue, value: id.bytes))
    }

    /// Writes a single-valued field, superseding all that is live there.
    ///
    /// A value that stands already and alone is not written again, except on a brake: a repeated
    /// brake must be an operation of its own, or lifting the first would lift both; and except where
    /// it is said `anew`, so that who wrote another without knowing of this meets it. `seen` are the
    /// operations that the writer had before him, where that was before this change.
    package mutating func set(
        _ entity: EntityID, _ field: FieldDefinition, _ value: Value, key: [UInt8] = [],
        subfield: FieldDefinition? = nil, over seen: [OperationID]? = nil, anew: Bool = false
    ) throws {
        let address = CellAddress(field.number, key: key, subfield: subfield?.number ?? 0)
        let document = try existing(entity)
        let kind = subfield?.kind ?? field.kind
        if case .brake(let order) = kind {
            try judgeRelease(of: entity, document.writes(address), to: value, order, field)
        } else if !anew, let cell = document[address], cell.isSettled(on: value, kind: kind) {
            return
        }
        try emit(
            Operation(
                kind.isMachine ? .transition : .write, target: try creation(of: document),
                field: field.number, key: key, subfield: subfield?.number ?? 0,
                value: value.canonicalBytes,
                supersedes: seen ?? document.supersedable(address, value, kind)))
    }

    /// Adds an element to a set; an element that is there already is not added again.
    package mutating func add(
        _ entity: EntityID, _ field: FieldDefinition, _ element: Value
    ) throws {
        let document = try existing(entity)
        guard !document.elements(field).contains(element) else { return }
        let key = field.kind == .removeWinsSet ? element.canonicalBytes : []
        let live =
            field.kind == .removeWinsSet
            ? document.liveIDs(at: CellAddress(field.number, key: key)) : []
        try emit(
            Operation(
                .add, target: try creation(of: document), field: field.number, key: key,
                value: element.canonicalBytes, supersedes: live))
    }

    /// Removes an element from a set; nothing happens where it is not there.
    package mutating func remove(
        _ entity: EntityID, _ field: FieldDefinition, _ element: Value
    ) throws {
        let document = try existing(entity)
        guard document.elements(field).contains(element) else { return }
        let target = try creation(of: document)
        if field.kind == .removeWinsSet {
            let key = element.canonicalBytes
            let live = document.liveIDs(at: CellAddress(field.number, key: key))
            try emit(
                Operation(
                    .remove, target: target, field: field.number, key: key, value: key,
                    supersedes: live))
        } else {
            let writes = document.writes(CellAddress(field.number))
            let live = writes.filter { $0.value == element }.map(\.id)
            try emit(
                Operation(.retract, target: target, field: field.number, supersedes: live))
        }
    }

    /// Appends to a grow-only log.
    package mutating func append(
        _ entity: EntityID, _ field: FieldDefinition, _ value: Value
    ) throws {
        let document = try existing(entity)
        try emit(
            Operation(
                .append, target: try creation(of: document), field: field.number,
                value: value.canonicalBytes))
    }

    /// Replaces a text by another, written as the stretches in which the two differ.
    ///
    /// `base` is the text as it was opened, where that was before this change: what was written
    /// meanwhile stays, merged with what is saved.
    package mutating func edit(
        _ entity: EntityID, _ field: FieldDefinition, to text: CanonicalText,
        from base: TextBase? = nil
    ) throws {
        let document = try existing(entity)
        let opened = base ?? TextBase(document, field)
        var parents = opened.frontier
        for difference in TextChanges(from: opened.text, to: text).edits {
            let own = OperationID(place.dot, UInt32(operations.count))
            try emit(
                Operation(
                    .splice, target: try creation(of: document), field: field.number,
                    value: difference.value.canonicalBytes, supersedes: parents))
            parents = [own]
        }
    }

    /// Takes operations back without leaving a value.
    package mutating func retract(
        _ entity: EntityID, at address: CellAddress, _ ids: [OperationID]
    ) throws {
        let document = try existing(entity)
        try emit(
            Operation(
                .retract, target: try creation(of: document), field: address.field,
                key: address.key, subfield: address.subfield, supersedes: ids.sorted()))
    }

    /// A brake is pulled by anybody, alone and offline, and released by a grant.
    func judgeRelease(
        of entity: EntityID, _ live: [Write], to value: Value, _ order: SafetyOrder,
        _ field: FieldDefinition
    ) throws {
        guard let safest = live.min(by: { order.isSafer($0.value, than: $1.value) }),
            order.isSafer(safest.value, than: value)
        else { return }
        let word = { (value: Value) in (value.parts.first ?? value).string ?? "set" }
        throw DomainFailure.asked(
            GrantAsk(
                "\(field.name):\(word(value))", of: entity,
                "\(field.name) is \(word(safest.value)); \(word(value)) releases it, "
                    + "which needs a grant."))
    }

    /// Appends an operation as it is and folds it.
    ///
    /// An edit of something archived, by somebody who sees that it is, leaves it archived: the archive
    /// is written again with the edit among what it has seen.
    package mutating func emit(_ operation: Operation) throws {
        let archived = try archivedTarget(of: operation)
        try append(operation)
        guard let archived else { return }
        let document = try existing(archived)
        try set(archived, SharedFields.archived, ArchiveClash.archiving(document))
    }

    private mutating func archivedTarget(of operation: Operation) throws -> EntityID? {
        guard operation.verb != .create, operation.field != SharedFields.archived.number,
            let entity = try working.entity(createdBy: operation.target),
            let document = try working.document(entity), ArchiveClash.isArchived(document),
            document.shown(SharedFields.archived)?.id.dot != place.dot
        else { return nil }
        return entity
    }

    private mutating func append(_ operation: Operation) throws {
        guard operations.count < Limits.operationsPerChangeMax else {
            throw DomainFailure.tooLarge(
                "One command may write at most \(Limits.operationsPerChangeMax) operations.")
        }
        try judgeSize(of: operation)
        let header = ChangeHeader(
            stream: place.dot.stream, sequence: place.dot.sequence, stamp: place.stamp,
            author: place.author)
        try working.apply(
            operation, id: OperationID(place.dot, UInt32(operations.count)), header: header,
            effective: place.effective)
        operations.append(operation)
    }

    package mutating func existing(_ entity: EntityID) throws -> Document {
        guard let document = try working.document(entity) else {
            throw DomainFailure.notFound("Nothing here is called \(Crockford.text(entity)).")
        }
        return document
    }

    /// The operation by which others name an entity.
    package func creation(of document: Document) throws -> OperationID {
        guard let creation = document.creation else {
            throw DomainFailure.notFound("\(Crockford.text(document.id)) was never created.")
        }
        return creation.id
    }

    private func judgeSize(of operation: Operation) throws {
        guard operation.value.count <= Limits.valueLengthMaxBytes else {
            throw DomainFailure.tooLarge(
                "A value of \(operation.value.count) bytes is over the limit of "
                    + "\(Limits.valueLengthMaxBytes) bytes.")
        }
        guard operation.key.count <= Limits.keyLengthMaxBytes else {
            throw DomainFailure.tooLarge(
                "A set element or key of \(operation.key.count) bytes is over the limit of "
                    + "\(Limits.keyLengthMaxBytes) bytes.")
        }
        guard operation.supersedes.count <= Limits.supersedesPerOperationMax else {
            throw DomainFailure.tooLarge("Too many concurrent values stand in one field.")
        }
    }
}
