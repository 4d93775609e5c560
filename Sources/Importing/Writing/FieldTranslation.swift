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
        guard let below = field.subfields.first, let name = line(name, field.name) else { return }
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
            guard let words = line(check.text, field.name) else { continue }
            for (below, text) in [
                (Item.acceptanceText, words),
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
            noteClockChanges([moment], name, value)
            return moment.value
        case (.window, .window(let start, let end)):
            return window(start, end, name, value)
        case (.window, .text(let text)) where text.contains(".."):
            guard let window = Window(text), isKnown(window.start.zone) else { break }
            noteClockChanges([window.start, window.end], name, value)
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
            return .text(prose(value.text, name))
        case (.line, .text), (.line, .integer), (.line, .boolean), (.line, .date),
            (.line, .moment), (.line, .window), (.line, .reference):
            return line(value.text, name).map { Value.text($0) }
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
        noteClockChanges([first, last], name, value)
        return window.value
    }

    /// A time that clocks skip or show twice is taken as it stands; the report says how it is read.
    private mutating func noteClockChanges(
        _ points: [Moment], _ name: String, _ value: ImportValue
    ) {
        for case .local(let local, let zone) in Set(points) {
            if zones.isSkipped(local, in: zone) {
                note(name, "clocks go forward over that time; it is read as one after it", value)
            } else if zones.repetition(of: local, in: zone) != nil {
                note(name, "clocks show that time twice; it is read as the first", value)
            }
        }
    }

    private mutating func note(_ field: String, _ reason: String, _ value: ImportValue) {
        problems.append(
            ImportProblem(
                origin: record.origin, field: field, reason: reason, value: value.text,
                outcome: .kept))
    }

    private func isKnown(_ zone: String?) -> Bool { zone.map { zones.isKnown($0) } ?? true }

    /// One line in which nothing acts; what became of the rest is reported.
    ///
    /// What may not be typed is not brought in either: a terminal would obey it, and who edits the text
    /// later could not save it.
    private mutating func line(_ text: String, _ name: String) -> String? {
        guard text.unicodeScalars.contains(where: TextRules.isUnsafe) else { return text }
        let line = TextRules.cleanLine(text)
        guard !line.isEmpty else {
            report(name, "holds nothing but control characters", text)
            return nil
        }
        let isBroken = text.unicodeScalars.allSatisfy { scalar in
            !TextRules.isUnsafe(scalar) || TextRules.isLayout(scalar) || scalar == "\r"
        }
        repaired(
            name, isBroken ? "is one line; breaks became blanks" : Self.controlsBecameBlanks, text)
        return line
    }

    /// Line ends that another system wrote otherwise are none of a person's business.
    private mutating func prose(_ text: String, _ name: String) -> String {
        let prose = TextRules.cleanProse(text)
        let isOdd = text.unicodeScalars.contains { scalar in
            TextRules.isUnsafe(scalar) && !TextRules.isLayout(scalar) && scalar != "\r"
        }
        if isOdd { repaired(name, Self.controlsBecameBlanks, text) }
        return prose
    }

    private static let controlsBecameBlanks =
        "held control characters; they became blanks or were taken out"

    private mutating func repaired(_ field: String, _ reason: String, _ value: String) {
        problems.append(
            ImportProblem(
                origin: record.origin, field: field, reason: reason, value: value,
                outcome: .repaired))
    }

    private mutating func report(_ field: String, _ reason: String, _ value: String) {
        problems.append(
            ImportProblem(
                origin: record.origin, field: field, reason: reason, value: value,
                outcome: .leftOut))
    }
}
