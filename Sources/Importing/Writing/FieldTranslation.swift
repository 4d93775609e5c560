internal import Causality
internal import Lattice
internal import ReleaseModel

/// Turns a record's values into the model's, field by field; what does not fit is reported.
struct FieldTranslation {
    let record: ImportRecord
    let zones: any ZoneRules
    private(set) var writes: [FieldWrite] = []
    private(set) var problems: [ImportProblem] = []

    init(_ record: ImportRecord, zones: any ZoneRules) {
        self.record = record
        self.zones = zones
        let schema = Schema.of(record.kind)
        for (name, value) in record.fields.sorted(by: { $0.key < $1.key }) {
            if name.hasPrefix(MapReader.attributePrefix) {
                attribute(String(name.dropFirst(MapReader.attributePrefix.count)), value)
            } else if let field = schema.field(named: name) {
                translate(field, value)
            } else {
                report(name, "a \(record.kind.name) has no such field", value.text)
            }
        }
    }

    /// An attribute holds one line; a list becomes numbered ones, so that tables can count them.
    private mutating func attribute(_ name: String, _ value: ImportValue) {
        let field = SharedFields.attributes
        guard let below = field.subfields.first else { return }
        let isList = if case .list = value { true } else { false }
        for (position, member) in value.members.enumerated() {
            let key = isList ? "\(name)/\(position + 1)" : name
            guard let text = self.value(of: member, .prose, "attributes.\(name)") else { continue }
            writes.append(
                FieldWrite(
                    name: "attributes.\(key)", place: .keyed(field, key: key, below), value: text))
        }
    }

    private mutating func translate(_ field: FieldDefinition, _ value: ImportValue) {
        if record.kind == .item, field == Item.parent || field == Item.assignee {
            guard let target = self.value(of: value, field.type, field.name) else { return }
            let place: FieldWrite.Place = field == Item.parent ? .parent : .assignee
            writes.append(FieldWrite(name: field.name, place: place, value: target))
            return
        }
        switch field.kind {
        case .addWinsSet, .removeWinsSet: members(of: value, field) { .element(field) }
        case .growOnlyLog: members(of: value, field) { .entry(field) }
        case .text: single(value, field, .text(field))
        case .stateMachine: single(value, field, .state(field))
        case .keyedMap: checklist(value, field)
        case .register, .contestedRegister, .composite, .safety, .immutable:
            single(value, field, .single(field))
        case .brake, .counter, .rank, .grantOnly:
            report(field.name, "cannot be imported", value.text)
        }
    }

    private mutating func single(
        _ value: ImportValue, _ field: FieldDefinition, _ place: FieldWrite.Place
    ) {
        guard let translated = self.value(of: value, field.type, field.name) else { return }
        writes.append(FieldWrite(name: field.name, place: place, value: translated))
    }

    private mutating func members(
        of value: ImportValue, _ field: FieldDefinition, _ place: () -> FieldWrite.Place
    ) {
        var seen: Set<Value> = []
        for member in value.members {
            guard let translated = self.value(of: member, field.type, field.name),
                seen.insert(translated).inserted
            else { continue }
            writes.append(FieldWrite(name: field.name, place: place(), value: translated))
        }
    }

    private mutating func checklist(_ value: ImportValue, _ field: FieldDefinition) {
        guard case .checklist(let checks) = value, field == Item.acceptance else {
            report(field.name, "is no checklist", value.text)
            return
        }
        for check in checks {
            for (below, text) in [
                (Item.acceptanceText, check.text),
                (Item.acceptanceDone, check.isDone ? "yes" : "no"),
            ] {
                writes.append(
                    FieldWrite(
                        name: "\(field.name).\(check.key)",
                        place: .keyed(field, key: check.key, below), value: .text(text)))
            }
        }
    }

    private mutating func value(
        of value: ImportValue, _ type: ValueType, _ name: String
    ) -> Value? {
        switch (type, value) {
        case (.entity(let kinds), .reference(let kind, let key)):
            guard kinds.contains(kind) else { break }
            return .entity(
                DerivedIdentifier.imported(source: record.source, kind: kind, key: key))
        // A text in the form that commands print needs no date format in the map.
        case (.moment, .date(let text)), (.moment, .moment(let text)), (.moment, .text(let text)):
            guard let moment = Moment(text), isKnown(moment.zone) else { break }
            return moment.value
        case (.window, .window(let start, let end)):
            return window(start, end, name, value)
        case (.window, .text(let text)) where text.contains(".."):
            guard let window = Window(text), isKnown(window.start.zone) else { break }
            return window.value
        case (.window, .date(let text)), (.window, .moment(let text)):
            return window(text, text, name, value)
        case (.integer, .integer(let number)): return .integer(Int64(number))
        case (.integer, .text(let text)):
            guard let number = Int64(text) else { break }
            return .integer(number)
        case (.flag, .boolean(let flag)): return .flag(flag)
        case (.word(let words), _):
            guard words.contains(value.text) else {
                report(name, "is none of \(words.joined(separator: ", "))", value.text)
                return nil
            }
            return .text(value.text)
        case (.zone, .text(let zone)):
            guard isKnown(zone) else { break }
            return .text(zone)
        case (.prose, .text), (.prose, .integer), (.prose, .boolean), (.prose, .date),
            (.prose, .moment), (.prose, .window), (.prose, .reference):
            return .text(value.text)
        case (.line, .text), (.line, .integer), (.line, .boolean), (.line, .date),
            (.line, .moment), (.line, .window), (.line, .reference):
            return .text(line(value.text, name))
        default: break
        }
        report(name, "does not fit the field", value.text)
        return nil
    }

    private mutating func window(
        _ start: String, _ end: String, _ name: String, _ value: ImportValue
    ) -> Value? {
        guard let first = Moment(start), let last = Moment(end), isKnown(first.zone),
            let window = Window(start: first, end: last)
        else {
            report(name, "is no window of one known zone", value.text)
            return nil
        }
        return window.value
    }

    private func isKnown(_ zone: String?) -> Bool { zone.map { zones.isKnown($0) } ?? true }

    /// A line has no line breaks; they become blanks, and the report says so.
    private mutating func line(_ text: String, _ name: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x0a || $0 == 0x0d }) else { return text }
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        problems.append(
            ImportProblem(
                origin: record.origin, field: name, reason: "is one line; breaks became blanks",
                value: text, outcome: .repaired))
        return line
    }

    private mutating func report(_ field: String, _ reason: String, _ value: String) {
        problems.append(
            ImportProblem(
                origin: record.origin, field: field, reason: reason, value: value,
                outcome: .leftOut))
    }
}
