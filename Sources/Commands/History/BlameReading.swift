internal import Causality
internal import History
internal import Lattice
internal import ReleaseModel
internal import Replication

/// Finds for every value of a thing who wrote it, when, where, in which change, and what it replaced.
struct BlameReading {
    private let view: ReplicaView
    private let names: ThingNames
    private let origins: ChangeOrigins
    private let lookup: ChangeMemory

    init(_ view: ReplicaView) throws {
        self.view = view
        names = ThingNames(view)
        origins = try ChangeOrigins(view)
        lookup = ChangeMemory(view)
    }

    /// The fields that can be asked for: where a thing came from is the import's own account.
    static func fields(of schema: EntitySchema) -> [FieldDefinition] {
        schema.fields.filter { $0 != SharedFields.origin }
    }

    func rows(of document: Document, field: FieldDefinition?) throws -> [BlameRow] {
        guard let schema = document.schema else { return [] }
        let fields = field.map { [$0] } ?? Self.fields(of: schema)
        var rows: [BlameRow] = []
        if field == nil, let creation = document.creation {
            rows.append(try made(document, creation))
        }
        for field in fields {
            for (address, cell) in document.cells.cells(of: field.number) {
                rows += try self.rows(of: cell, at: address, field, document)
            }
        }
        return rows
    }

    private func rows(
        of cell: Cell, at address: CellAddress, _ field: FieldDefinition, _ document: Document
    ) throws -> [BlameRow] {
        let part = field.subfields.first { $0.number == address.subfield }
        let definition = part ?? field
        let place = Place(
            field: part.map { "\(field.name).\($0.name)" } ?? field.name,
            element: element(of: document, field, address))
        if let text = cell.text { return try edits(of: text, field, document, place) }
        let isSingle = part != nil || field.isSingle
        let shown = cell.shown(kind: definition.kind)
        let isContested =
            isSingle
            && cell.live.contains { write in
                shown.map { !$0.hasValue(of: write) } ?? false
            }
        let output = FieldOutput(name: names.title)
        return try cell.live.sorted { $0.foldsBefore($1) }.map { write in
            let value = output.text(write.value, for: definition)
            let sign = write.verb == CellVerb.remove ? "-" : ""
            return try row(
                Source(id: write.id, author: write.author, stamp: write.stamp), place,
                value: value.isEmpty ? "(cleared)" : sign + value,
                before: try before(write, definition, output),
                standing: !isContested ? .settled : write.id == shown?.id ? .inForce : .rival)
        }
    }

    /// The newest edits of a text: several where people wrote on it at once.
    private func edits(
        of text: TextHistory, _ field: FieldDefinition, _ document: Document, _ place: Place
    ) throws -> [BlameRow] {
        let newest = Set(text.frontier)
        return try text.edits.filter { newest.contains($0.id) }.map { edit in
            try row(
                Source(id: edit.id, author: edit.author, stamp: edit.stamp), place,
                value: document.text(field).string,
                before: text.edits.count == 1
                    ? "" : "newest of \(Counted(text.edits.count, "edit"))", standing: .settled)
        }
    }

    private func made(_ document: Document, _ creation: Write) throws -> BlameRow {
        try row(
            Source(id: creation.id, author: creation.author, stamp: creation.stamp),
            Place(field: "made", element: nil), value: document.entityKind?.name ?? "", before: "",
            standing: .settled)
    }

    /// Which cell a row is about, in words.
    private struct Place {
        let field: String
        let element: String?
    }

    /// Who wrote something, when and in which operation.
    private struct Source {
        let id: OperationID
        let author: MemberID
        let stamp: HybridTimestamp
    }

    private func row(
        _ source: Source, _ place: Place, value: String, before: String,
        standing: BlameRow.Standing
    ) throws -> BlameRow {
        let header = try lookup.change(source.id.dot)?.change.header
        let dot = header?.dot ?? source.id.dot
        return BlameRow(
            field: place.field, element: place.element, value: value,
            author: names.author(source.author),
            milliseconds: Int64(clamping: source.stamp.milliseconds),
            change: ChangeName.text(dot.stream, dot.sequence), before: before,
            standing: standing, isHere: try origins.isHere(dot), isSent: try origins.isSent(dot))
    }

    private func before(
        _ write: Write, _ field: FieldDefinition, _ output: FieldOutput
    ) throws -> String {
        guard let change = try lookup.change(write.id.dot),
            Int(write.id.index) < change.change.operations.count
        else { return "" }
        let operation = change.change.operations[Int(write.id.index)]
        let old = try Replaced.operations(by: operation) { try lookup.change($0) }.last {
            $0.verb == .write || $0.verb == .transition || $0.verb == .add
        }
        if let old, let value = try? Value(canonicalBytes: old.value) {
            return output.text(value, for: field)
        }
        guard case .stateMachine(let table) = field.kind else { return "" }
        return table.initial.string
    }

    private func element(
        of document: Document, _ field: FieldDefinition, _ address: CellAddress
    ) -> String? {
        switch field {
        case SharedFields.attributes: String(decoding: address.key, as: UTF8.self)
        case Item.acceptance where address.subfield != Item.acceptanceText.number:
            document.value(Item.acceptance, key: address.key, Item.acceptanceText)?.string
        default: nil
        }
    }
}
