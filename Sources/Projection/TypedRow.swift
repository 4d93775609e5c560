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
        for entry in table.fields { append(document, entry, to: &values) }
        return values
    }

    private func append(
        _ document: Document, _ entry: TypedTable.FieldColumns, to values: inout [DatabaseValue]
    ) {
        let field = entry.field
        let nothing = { repeatElement(DatabaseValue.null, count: entry.columns.count) }
        if case .text = field.kind {
            values.append(document.text(field).string.databaseValue)
            return
        }
        guard let value = document.value(field) else {
            values += nothing()
            return
        }
        switch field.type {
        case .integer: values.append(value.integerValue?.databaseValue ?? .null)
        case .flag: values.append(value.flagValue.map { ($0 ? 1 : 0).databaseValue } ?? .null)
        case .moment:
            guard let moment = Moment(value) else {
                values += nothing()
                return
            }
            values.append(moment.text.databaseValue)
            values.append(moment.start(zones, reader: reader)?.databaseValue ?? .null)
        case .window:
            guard let window = window(document, field, value) else {
                values += nothing()
                return
            }
            values += self.values(window)
        case .line, .prose, .word, .entity, .zone, .rank, .composite:
            values.append(ValueText.text(of: value)?.databaseValue ?? .null)
        }
    }

    /// The window of a field; of a freeze the one in force, which no single write may have said.
    private func window(_ document: Document, _ field: FieldDefinition, _ value: Value) -> Window? {
        let union =
            field == Freeze.window
            ? FreezeWindow.inForce(document, zones: zones, reader: nil)?.window : nil
        return union ?? Window(value)
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
        func note(_ writes: [Write]) {
            for place in writes.indices { latest = max(latest, writes[place].stamp.milliseconds) }
        }
        for cell in document.cells.cells {
            switch cell {
            case .siblings(let siblings): note(siblings.writes)
            case .guarded(let guarded): note(guarded.live)
            case .text(let text):
                if let edit = text.edits.last { latest = max(latest, edit.stamp.milliseconds) }
            }
        }
        return latest
    }
}
