internal import Causality
internal import History
internal import Lattice
package import ReleaseModel

/// Writes records into a draft: what the source said newly since the last import, and nothing else.
///
/// A thing carries what its source said, not when: a copied file has no time to be trusted, and stamps
/// only rise along a stream. What was said on several days and imported apart is all kept, and what the
/// source says next settles it.
///
/// > Invariant: importing the same source again writes no operation.
package struct ImportWriter {
    /// What became of the records.
    package struct Tally: Equatable, Sendable {
        package internal(set) var created = 0
        package internal(set) var updated = 0
        package internal(set) var unchanged = 0
    }

    private let zones: any ZoneRules
    package private(set) var tally = Tally()
    package private(set) var problems: [ImportProblem] = []

    package init(zones: any ZoneRules) { self.zones = zones }

    /// Writes a portion; what the model refuses is reported and the rest goes on.
    package mutating func write(_ records: [ImportRecord], into draft: inout Draft) throws {
        for record in records { try write(record, into: &draft) }
    }

    private mutating func write(_ record: ImportRecord, into draft: inout Draft) throws {
        let entity = DerivedIdentifier.imported(
            source: record.source, kind: record.kind, key: record.key)
        let count = draft.operations.count
        let found = try draft.document(entity)
        if found?.creation == nil { try draft.create(record.kind, entity) }
        let before = SaidFields(found)
        let translation = FieldTranslation(record, zones: zones)
        problems += translation.problems
        var said = SaidFields()
        for write in translation.writes {
            let mark = write.mark
            #if RAILYARD_BUG_REIMPORT_WRITES  // Trips `only what the source changed is written`.
                let before = SaidFields()
            #endif
            if !before.contains(mark) || isOpen(write, found, before) {
                guard try perform(write, entity, record, &draft, before) else { continue }
            }
            said.insert(mark)
        }
        if record.isPartial {
            said.add(before)
        } else if let found {
            try removeUnsaid(found, before, said, &draft)
        }
        try relate(record, entity, before, &said, &draft)
        try note(said.value(source: record.source, key: record.key), of: entity, found, &draft)
        if found?.creation == nil {
            tally.created += 1
        } else if draft.operations.count > count {
            tally.updated += 1
        } else {
            tally.unchanged += 1
        }
    }

    /// False where the model refuses; it is tried again with the next import.
    private mutating func perform(
        _ write: FieldWrite, _ entity: EntityID, _ record: ImportRecord, _ draft: inout Draft,
        _ before: SaidFields
    ) throws -> Bool {
        if before.names(write.mark), let document = try draft.document(entity) {
            noteOverwritten(write, document, record, before)
        }
        do {
            try write.perform(entity, &draft)
            return true
        } catch let failure as DomainFailure {
            problems.append(
                ImportProblem(
                    origin: record.origin, field: write.name, reason: failure.sentence,
                    value: write.value.string ?? "", outcome: .leftOut))
            return false
        }
    }

    /// Says whether replicas that imported apart left several values of a field, all of them the source's:
    /// no person has an opinion there, so what the source says now settles it.
    private func isOpen(_ write: FieldWrite, _ found: Document?, _ before: SaidFields) -> Bool {
        guard let address = write.address, let found, origins(of: found).count > 1 else {
            return false
        }
        let live = found.writes(address).map(\.value)
        return live.contains { $0 != live[0] }
            && live.allSatisfy { value in
                before.contains(FieldWrite(name: write.name, place: write.place, value: value).mark)
            }
    }

    /// Remembers what the source said, unless all that is remembered says the same.
    private func note(
        _ origin: Value, of entity: EntityID, _ found: Document?, _ draft: inout Draft
    ) throws {
        let known = found.map { origins(of: $0) } ?? []
        guard known.isEmpty || known.contains(where: { $0.value != origin }) else { return }
        try draft.set(entity, SharedFields.origin, origin)
    }

    private func origins(of document: Document) -> [Write] {
        document.writes(CellAddress(SharedFields.origin.number))
    }

    /// Where both the source and people here changed a value, the source's stands, and is reported.
    private mutating func noteOverwritten(
        _ write: FieldWrite, _ document: Document, _ record: ImportRecord, _ before: SaidFields
    ) {
        guard let present = write.present(in: document), present != write.value else { return }
        let shown = FieldWrite(name: write.name, place: write.place, value: present)
        guard !before.contains(shown.mark) else { return }
        problems.append(
            ImportProblem(
                origin: record.origin, field: write.name,
                reason: "changed here and in the source; the source's value stands",
                value: present.string ?? "", outcome: .kept))
    }

    /// Takes back members of sets and attributes that the source said once and says no longer.
    private func removeUnsaid(
        _ document: Document, _ before: SaidFields, _ said: SaidFields, _ draft: inout Draft
    ) throws {
        guard let schema = document.schema, before.marks != said.marks else { return }
        for field in schema.fields where field.kind == .addWinsSet || field.kind == .removeWinsSet {
            for element in document.elements(field) {
                let mark = FieldWrite.mark(of: field, element: element)
                if before.contains(mark), !said.contains(mark) {
                    try draft.remove(document.id, field, element)
                }
            }
        }
        for field in [SharedFields.attributes, Item.acceptance]
        where field == SharedFields.attributes || document.entityKind == .item {
            for key in document.keys(field) {
                for below in field.subfields {
                    guard let value = document.value(field, key: key, below) else { continue }
                    let mark = FieldWrite(
                        name: "",
                        place: .keyed(field, key: String(decoding: key, as: UTF8.self), below),
                        value: value
                    ).mark
                    guard before.contains(mark), !said.names(mark) else { continue }
                    let address = CellAddress(field.number, key: key, subfield: below.number)
                    try draft.retract(document.id, at: address, document.writes(address).map(\.id))
                }
            }
        }
    }

    /// States the record's relations; the far end may be unknown yet, and then shows as pending.
    private mutating func relate(
        _ record: ImportRecord, _ entity: EntityID, _ before: SaidFields, _ said: inout SaidFields,
        _ draft: inout Draft
    ) throws {
        for edge in record.edges {
            let other = DerivedIdentifier.imported(
                source: record.source, kind: edge.targetKind, key: edge.targetKey)
            guard other != entity else {
                problems.append(
                    ImportProblem(
                        origin: record.origin, field: edge.kind, reason: "points at itself",
                        value: edge.targetKey, outcome: .leftOut))
                continue
            }
            let (source, target) = edge.isReversed ? (other, entity) : (entity, other)
            let id = DerivedIdentifier.edge(edge.kind, from: source, to: target)
            said.insert(id)
            guard !before.edges.contains(id) else { continue }
            if try draft.document(id)?.creation == nil {
                try draft.create(.edge, id)
                try draft.set(id, Edge.source, .entity(source))
                try draft.set(id, Edge.target, .entity(target))
                try draft.set(id, Edge.kind, .text(edge.kind))
            }
            try draft.add(id, Edge.presence, .flag(true))
        }
        for id in before.edges.subtracting(said.edges).sorted()
        where try draft.document(id) != nil {
            try draft.unlink(id)
        }
    }
}
