import Causality

extension Document {
    /// Folds one operation in; it is delivered once, after every operation that it names.
    ///
    /// Where the kind is nil the field is unknown here, and only what verbs say of themselves applies.
    @discardableResult
    package mutating func apply(
        _ operation: FoldedOperation, kind: FieldKind?
    ) -> ApplyOutcome {
        guard CellVerb.known.contains(operation.verb) else { return keepUnknown(operation) }
        guard operation.verb != CellVerb.create else { return applyCreation(operation) }
        var kind = kind
        if case .keyedMap(let fields) = kind { kind = fields[operation.address.subfield] }
        guard kind?.takes(operation.verb) ?? true else { return keepMalformed(operation) }
        switch kind?.form ?? (operation.verb == CellVerb.splice ? .text : .siblings) {
        case .siblings: return applySibling(operation)
        case .guarded: return applyGuarded(operation, kind: kind ?? .register)
        case .text: return applyEdit(operation)
        }
    }

    private mutating func applyCreation(_ operation: FoldedOperation) -> ApplyOutcome {
        guard EntityID(bytes: operation.value) == id else { return keepMalformed(operation) }
        let kind = Value.integer(Int64(operation.address.field))
        create(operation.write(canonical: kind.canonicalBytes))
        return .applied
    }

    private mutating func applySibling(_ operation: FoldedOperation) -> ApplyOutcome {
        guard operation.verb != CellVerb.retract else {
            _ = cells.update(operation.address, form: .siblings, creating: false) {
                $0.apply(nil, superseding: operation.supersedes)
            }
            if !unknown.isEmpty { supersedeUnknown(operation.supersedes) }
            return .applied
        }
        guard Value.isCanonical(operation.value) else { return keepMalformed(operation) }
        let write = operation.write(canonical: operation.value)
        guard operation.verb != CellVerb.total || write.value.integerValue != nil else {
            return keepMalformed(operation)
        }
        _ = cells.update(operation.address, form: .siblings) {
            $0.apply(write, superseding: operation.supersedes)
        }
        if !unknown.isEmpty { supersedeUnknown(operation.supersedes) }
        return .applied
    }

    private mutating func applyGuarded(
        _ operation: FoldedOperation, kind: FieldKind
    ) -> ApplyOutcome {
        let isRetraction = operation.verb == CellVerb.retract
        guard isRetraction || Value.isCanonical(operation.value) else {
            return keepMalformed(operation)
        }
        let write = operation.write(
            canonical: isRetraction ? Value.none.canonicalBytes : operation.value)
        let reason = cells.update(operation.address, form: .guarded) {
            $0.judge(
                write, superseding: operation.supersedes, granted: operation.granted, kind: kind)
        }
        return reason.flatMap { $0 }.map(ApplyOutcome.void) ?? .applied
    }

    private mutating func applyEdit(_ operation: FoldedOperation) -> ApplyOutcome {
        guard let value = try? Value(canonicalBytes: operation.value),
            let edit = operation.edit(value)
        else { return keepMalformed(operation) }
        _ = cells.update(operation.address, form: .text) { $0.apply(edit) }
        return .applied
    }

    private mutating func keepUnknown(_ operation: FoldedOperation) -> ApplyOutcome {
        if !operation.supersedes.isEmpty {
            _ = cells.update(operation.address, form: .siblings, creating: false) {
                $0.apply(nil, superseding: operation.supersedes)
            }
            supersedeUnknown(operation.supersedes)
        }
        keep(OpaqueOperation(operation, isMalformed: false))
        return .unknownVerb
    }

    private mutating func keepMalformed(_ operation: FoldedOperation) -> ApplyOutcome {
        keep(OpaqueOperation(operation, isMalformed: true))
        return .malformed
    }

    private mutating func supersedeUnknown(_ ids: Stretch<OperationID>) {
        unknown.removeAll { !$0.isMalformed && ids.contains($0.id) }
    }

    private mutating func keep(_ operation: OpaqueOperation) {
        let place = unknown.firstIndex { operation.id <= $0.id } ?? unknown.endIndex
        guard place == unknown.endIndex || unknown[place].id != operation.id else { return }
        unknown.insert(operation, at: place)
    }
}

extension FoldedOperation {
    fileprivate func edit(_ value: Value) -> TextEdit? {
        let parts = value.parts
        guard parts.count == 3, let position = parts[0].integerValue,
            let count = parts[1].integerValue, let insert = parts[2].textValue
        else { return nil }
        return TextEdit(
            id: id, effective: effective, stamp: stamp, author: author,
            parents: Array(supersedes),
            position: Int(clamping: position), deleteCount: Int(clamping: count), insert: insert)
    }
}
