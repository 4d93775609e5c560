package import Causality
package import History
internal import Lattice

// Undo is compiled into explicit operations, each of which supersedes the undone one and nothing
// else: whatever somebody wrote since, or concurrently, stays.

extension Draft {
    /// Takes a change back as far as it still stands; throws where nothing of it does.
    @discardableResult
    package mutating func undo(
        _ change: AdmittedChange, lookup: (Dot) throws -> AdmittedChange?
    ) throws -> UndoOutcome {
        var outcome = UndoOutcome()
        let made = try things(madeBy: change)
        for (index, operation) in change.change.operations.enumerated().reversed() {
            let id = OperationID(change.dot, UInt32(index))
            let naming = operation.verb == .create ? id : operation.target
            guard let entity = try entity(createdBy: naming) else { continue }
            let document = try existing(entity)
            if operation.verb == .create {
                guard made.contains(entity) else { continue }
                let isLive = !ArchiveClash.isArchived(document)
                try archive(entity)
                outcome.count(isLive, id)
            } else if !made.contains(entity) {
                guard let isUndone = try undo(operation, id, document, lookup) else { continue }
                outcome.count(isUndone, id)
            }
        }
        guard outcome.undone > 0 else {
            throw DomainFailure.contested(
                "Nothing of that change is left to undo.",
                hint: "All that it wrote has been replaced or taken back since.")
        }
        return outcome
    }

    /// The things that only this change made: they are archived whole.
    ///
    /// A relation is taken back instead, so that stating it again brings it back.
    private mutating func things(madeBy change: AdmittedChange) throws -> Set<EntityID> {
        var made: Set<EntityID> = []
        for (index, operation) in change.change.operations.enumerated()
        where operation.verb == .create && operation.field != EntityKind.edge.rawValue {
            let id = OperationID(change.dot, UInt32(index))
            guard let entity = try entity(createdBy: id),
                try existing(entity).creations.ids == [id]
            else { continue }
            made.insert(entity)
        }
        return made
    }

    /// Takes one operation back; says whether it still stood, nil where there is nothing to take back.
    private mutating func undo(
        _ operation: Operation, _ id: OperationID, _ document: Document,
        _ lookup: Replaced.ChangeLookup
    ) throws -> Bool? {
        let address = CellAddress(
            operation.field, key: operation.key, subfield: operation.subfield)
        guard let kind = document.schema?.kind(of: address),
            Verb.known.contains(operation.verb.rawValue)
        else {
            throw DomainFailure.invalid(
                "That change was written by a newer version; this one cannot take it back.")
        }
        if operation.verb == .retract {
            return try restore(operation, id, document, address, lookup)
        }
        if kind == .immutable || kind == .grantOnly { return nil }
        if operation.verb == .splice { return try reverse(id, operation, document, address) }
        guard document.liveIDs(at: address).contains(id) else { return false }
        if kind.isBrake {
            throw DomainFailure.asked(
                GrantAsk(
                    "undo \(id.dot)", of: document.id, "Taking back a brake needs a grant.",
                    hint: "A safer brake needs none."))
        }
        switch operation.verb {
        case .transition: try stepBack(id, operation, document, address, kind)
        case .write: try rewrite(id, operation, document, address, lookup)
        case .remove:
            let previous = try Replaced.operations(by: operation, lookup).last { $0.verb == .add }
            try emit(operation.again(previous, superseding: [id]))
        default: try emit(operation.again(nil, superseding: [id]))
        }
        return true
    }

    private mutating func rewrite(
        _ id: OperationID, _ operation: Operation, _ document: Document, _ address: CellAddress,
        _ lookup: Replaced.ChangeLookup
    ) throws {
        let previous = try Replaced.operations(by: operation, lookup).last { $0.verb == .write }
        var again = operation.again(previous, superseding: [id])
        if address.field == SharedFields.archived.number {
            let wasArchived = previous?.value == ArchiveClash.live.canonicalBytes
            let isReturn = operation.value == ArchiveClash.live.canonicalBytes
            again.verb = .write
            again.value =
                (isReturn && !wasArchived && previous != nil
                ? ArchiveClash.archiving(document) : ArchiveClash.live).canonicalBytes
        }
        try emit(again)
    }

    /// Writes again what a retraction took away, unless something stands there by now.
    private mutating func restore(
        _ operation: Operation, _ id: OperationID, _ document: Document, _ address: CellAddress,
        _ lookup: Replaced.ChangeLookup
    ) throws -> Bool {
        let isSingle = document.schema?.field(address.field)?.isSingle ?? true
        let live = document.writes(address).filter { $0.verb != CellVerb.retract }
        let retracted = document.liveIDs(at: address).filter { $0 == id }
        var isRestored = false
        var values: Set<[UInt8]> = Set(live.map(\.value.canonicalBytes))
        for previous in try Replaced.operations(by: operation, lookup).reversed() {
            if isSingle, isRestored || !live.isEmpty { break }
            guard previous.verb == .append || values.insert(previous.value).inserted else {
                continue
            }
            try emit(operation.again(previous, superseding: retracted))
            isRestored = true
        }
        return isRestored
    }

    private mutating func stepBack(
        _ id: OperationID, _ operation: Operation, _ document: Document, _ address: CellAddress,
        _ kind: FieldKind
    ) throws {
        guard case .stateMachine(let table) = kind, let guarded = document[address]?.guarded,
            let state = guarded.entries.first(where: { $0.write.id == id })?.write.value.textValue
        else { return }
        let seen = guarded.entries.filter {
            operation.supersedes.contains($0.write.id) && $0.void == nil
        }
        let safest = seen.map(\.write.value).min { table.order.isSafer($0, than: $1) }
        let target = safest?.textValue ?? table.initial
        guard !table.brakes.contains(state), !table.granted.contains(target) else {
            throw DomainFailure.asked(
                GrantAsk(
                    "undo \(id.dot)", of: document.id,
                    "Going back from \(state) to \(target) needs a grant."))
        }
        guard table.allows(state, to: target) else {
            let next = table.steps[state, default: []].map(\.string).joined(separator: ", ")
            throw DomainFailure.invalid(
                "From \(state) there is no step back to \(target).",
                hint: next.isEmpty ? "Nothing follows \(state)." : "Possible now: \(next).")
        }
        try emit(
            Operation(
                .transition, target: operation.target, field: operation.field,
                value: Value.text(target).canonicalBytes, supersedes: [id]))
    }

    /// Puts back what an edit deleted and deletes what it inserted, as counted right after that edit.
    private mutating func reverse(
        _ id: OperationID, _ operation: Operation, _ document: Document, _ address: CellAddress
    ) throws -> Bool {
        guard let text = document[address]?.text,
            let reversal = TextReversal(of: id, in: text)
        else { return false }
        try emit(
            Operation(
                .splice, target: operation.target, field: operation.field, key: operation.key,
                subfield: operation.subfield, value: reversal.value.canonicalBytes,
                supersedes: [id]))
        return true
    }
}

extension Operation {
    /// The operation that puts another one's value in the place of this one; a retraction for none.
    fileprivate func again(_ previous: Operation?, superseding ids: [OperationID]) -> Operation {
        var again = self
        again.verb = previous?.verb ?? .retract
        again.value = previous?.value ?? []
        again.supersedes = Stretch(ids)
        return again
    }
}
