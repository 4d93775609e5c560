package import Causality
package import Lattice

// What a document's fields say, read as their kinds ask.

extension FieldKind {
    package var isBrake: Bool { if case .brake = self { true } else { false } }

    package var isMachine: Bool { if case .stateMachine = self { true } else { false } }
}

extension Guarded {
    /// The void writes that nobody has answered: a later writer names those that he saw.
    package var outstanding: [(write: Write, reason: VoidReason)] {
        entries.filter { !$0.isSuperseded }.compactMap { entry in
            entry.void.map { (entry.write, $0) }
        }
    }
}

extension Cell {
    /// The write that is shown where only one can be.
    package func shown(kind: FieldKind) -> Write? {
        switch self {
        case .siblings(let siblings): siblings.winner
        case .guarded(let guarded): guarded.inForce(kind: kind)
        case .text: nil
        }
    }

    /// The live writes, whose readings may differ.
    package var live: [Write] {
        switch self {
        case .siblings(let siblings): siblings.writes
        case .guarded(let guarded): guarded.live
        case .text: []
        }
    }

    /// Says whether one live write stands and has this value, so that writing it would add nothing.
    func isSettled(on value: Value, kind: FieldKind) -> Bool {
        live.count == 1 && shown(kind: kind)?.value == value
            && guarded?.outstanding.isEmpty ?? true
    }
}

extension Document {
    package var schema: EntitySchema? { Schema.of(number: kind) }

    package var entityKind: EntityKind? { EntityKind(rawValue: kind) }

    package func writes(_ address: CellAddress) -> [Write] { self[address]?.live ?? [] }

    /// The write that a single-valued field shows.
    package func shown(_ field: FieldDefinition) -> Write? {
        self[field.number]?.shown(kind: field.kind)
    }

    /// The value that a single-valued field shows; a machine without transitions shows its first state.
    package func value(_ field: FieldDefinition) -> Value? {
        if case .stateMachine(let table) = field.kind {
            return self[field.number]?.guarded?.reading(kind: field.kind) ?? .text(table.initial)
        }
        return shown(field)?.value
    }

    package func string(_ field: FieldDefinition) -> String? { value(field)?.string }

    package func text(_ field: FieldDefinition) -> CanonicalText {
        self[field.number]?.text?.reading ?? ""
    }

    /// The elements of a set, in the order of their canonical bytes.
    package func elements(_ field: FieldDefinition) -> [Value] {
        if field.kind == .removeWinsSet {
            return cells.cells(of: field.number).compactMap { cell in
                let live = cell.value.live
                guard !live.isEmpty, !live.contains(where: { $0.verb == CellVerb.remove }) else {
                    return nil
                }
                return live.first?.value
            }
        }
        var elements: [Value] = []
        for write in writes(CellAddress(field.number)) where !elements.contains(write.value) {
            elements.append(write.value)
        }
        return elements.sorted { $0.canonicalBytes.lexicographicallyPrecedes($1.canonicalBytes) }
    }

    /// The entries of a grow-only log in the order of folds.
    package func entries(_ field: FieldDefinition) -> [Write] {
        self[field.number]?.siblings?.inFoldOrder ?? []
    }

    /// The keys of a keyed map, ascending.
    package func keys(_ field: FieldDefinition) -> [[UInt8]] {
        var keys: [[UInt8]] = []
        for cell in cells.cells(of: field.number) where keys.last != cell.key.key {
            keys.append(cell.key.key)
        }
        return keys
    }

    package func value(
        _ field: FieldDefinition, key: [UInt8], _ subfield: FieldDefinition
    ) -> Value? {
        self[CellAddress(field.number, key: key, subfield: subfield.number)]?
            .shown(kind: subfield.kind)?.value
    }

    package var title: String? { schema.flatMap { string($0.title) } }

    /// What a write of this value may supersede: all that is live, on a brake nothing safer than it,
    /// and the void writes that it answers.
    func supersedable(
        _ address: CellAddress, _ value: Value, _ kind: FieldKind
    ) -> [OperationID] {
        let voids = self[address]?.guarded?.outstanding.map(\.write.id) ?? []
        guard case .brake(let order) = kind else {
            return voids.isEmpty ? liveIDs(at: address) : (liveIDs(at: address) + voids).sorted()
        }
        let live = writes(address).filter { !order.isSafer($0.value, than: value) }.map(\.id)
        return (live + voids).sorted()
    }
}
