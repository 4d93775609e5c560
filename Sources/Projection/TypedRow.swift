internal import Causality
internal import GRDB
internal import Lattice
internal import ReleaseModel

/// The values that one document gives to its row.
struct TypedRow {
    let zones: any ZoneRules
    let reader: String

    func values(_ document: Document, _ table: TypedTable, isContested: Bool) -> [DatabaseValue] {
        let created = document.creation
        var values: [DatabaseValue] = [
            Crockford.text(document.id).databaseValue,
            Int64(created?.stamp.milliseconds ?? 0).databaseValue,
            (created.map { Crockford.text($0.author) } ?? "").databaseValue,
            Int64(latest(document)).databaseValue,
            (ArchiveClash.isArchived(document) ? 1 : 0).databaseValue,
            (isContested ? 1 : 0).databaseValue,
        ]
        values.reserveCapacity(values.count + 2 * table.fields.count)
        for entry in table.fields {
            // Nearly every column is one value, which needs no list of its own.
            if let value = single(document, entry.field) {
                values.append(value)
            } else {
                values += self.values(document, entry)
            }
        }
        return values
    }

    /// The value of a field that has one column and no rule of its own; nil for the others.
    private func single(_ document: Document, _ field: FieldDefinition) -> DatabaseValue? {
        switch field.type {
        case .line, .prose, .word, .entity, .zone, .rank, .composite:
            if case .text = field.kind { return document.text(field).string.databaseValue }
            return document.value(field).flatMap { ValueText.text(of: $0) }?.databaseValue ?? .null
        case .integer, .flag, .moment, .window:
            return nil
        }
    }

    private func values(
        _ document: Document, _ entry: TypedTable.FieldColumns
    ) -> [DatabaseValue] {
        let field = entry.field
        if field == Freeze.window,
            let window = FreezeWindow.inForce(document, zones: zones, reader: nil)?.window
        {
            return values(window)
        }
        let nothing = entry.columns.map { _ in DatabaseValue.null }
        guard let value = document.value(field) else { return nothing }
        switch field.type {
        case .integer: return [value.integerValue?.databaseValue ?? .null]
        case .flag: return [value.flagValue.map { ($0 ? 1 : 0).databaseValue } ?? .null]
        case .moment:
            guard let moment = Moment(value) else { return nothing }
            return [
                moment.text.databaseValue,
                moment.start(zones, reader: reader)?.databaseValue ?? .null,
            ]
        case .window:
            return Window(value).map { values($0) } ?? nothing
        case .line, .prose, .word, .entity, .zone, .rank, .composite:
            return [single(document, field) ?? .null]
        }
    }

    private func values(_ window: Window) -> [DatabaseValue] {
        let interval = window.interval(zones, reader: reader)
        return [
            window.text.databaseValue, interval?.lowerBound.databaseValue ?? .null,
            interval?.upperBound.databaseValue ?? .null,
        ]
    }

    /// Milliseconds of the latest stamp among the live writes.
    private func latest(_ document: Document) -> UInt64 {
        var latest = document.creation?.stamp.milliseconds ?? 0
        for cell in document.cells {
            for write in cell.value.live { latest = max(latest, write.stamp.milliseconds) }
            if let edit = cell.value.text?.edits.last {
                latest = max(latest, edit.stamp.milliseconds)
            }
        }
        return latest
    }
}
