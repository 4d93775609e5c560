internal import Causality
internal import Lattice
internal import Projection
internal import ReleaseModel
internal import Replication

/// Conditions on the fields of one kind.
struct FieldClauses {
    private let schema: EntitySchema
    private let view: ReplicaView
    private let input: FieldInput

    init(_ schema: EntitySchema, _ view: ReplicaView, _ input: FieldInput) {
        self.schema = schema
        self.view = view
        self.input = input
    }

    /// One of several values; unset where there are none.
    func equal(_ field: FieldDefinition, _ values: [FilterTerm.Value]) throws -> FilterClause {
        guard field.isSingle else { return try several(field, values) }
        let column = TimeColumns(field)
        guard !values.isEmpty else {
            return FilterClause("(\(column.quoted) IS NULL OR \(column.quoted) = '')")
        }
        switch field.type {
        case .moment, .window:
            return .any(try values.map { try span($0, field.name, column, .equal) })
        case .prose: return .any(values.map { contains(field, $0.text) })
        case _ where field == schema.title: return .any(values.map { contains(field, $0.text) })
        case .integer:
            return .any(
                try values.map {
                    FilterClause("\(column.quoted) = ?", [.integer(try integer($0, field))])
                })
        default:
            let texts = try values.map { try text($0, field) }
            let marks = texts.map { _ in "?" }.joined(separator: ", ")
            let those = FilterClause(
                "\(column.quoted) IN (\(marks))", texts.map { .text($0) })
            // A brake that nobody pulled is free without anybody having written so.
            guard case .brake(let order) = field.kind,
                let free = order.values.last, texts.contains(free.string)
            else { return those }
            return .any([those, FilterClause("\(column.quoted) IS NULL")])
        }
    }

    func compared(
        _ field: FieldDefinition, _ comparison: FilterComparison, _ values: [FilterTerm.Value],
        _ place: Range<Int>
    ) throws -> FilterClause {
        guard let value = values.first else { return FilterClause("0") }
        let column = TimeColumns(field)
        switch field.type {
        case .moment, .window: return try span(value, field.name, column, comparison)
        case .integer:
            return FilterClause(
                "\(column.quoted) \(comparison.rawValue) ?", [.integer(try integer(value, field))])
        default: break
        }
        guard let ladder = Self.ladder(field) else {
            throw FilterError(
                "no-order", "\(field.name) has no order that could be compared.",
                hint: "Name values: \(field.name):A,B.", at: place)
        }
        let word = try text(value, field)
        guard let rung = ladder.firstIndex(of: word) else { return FilterClause("0") }
        let wanted =
            switch comparison {
            case .atLeast: ladder[rung...]
            case .more: ladder[(rung + 1)...]
            case .atMost: ladder[...rung]
            case .less: ladder[..<rung]
            case .equal: ladder[rung...rung]
            }
        let marks = wanted.map { _ in "?" }.joined(separator: ", ")
        return FilterClause("\(column.quoted) IN (\(marks))", wanted.map { .text($0) })
    }

    /// A part of a text, in any case of the Latin letters.
    func contains(_ field: FieldDefinition, _ text: String) -> FilterClause {
        FilterClause(
            "\(TimeColumns(field).quoted) LIKE '%' || ? || '%' ESCAPE '\\'",
            [.text(Self.escaped(text))])
    }

    /// An element of a set that is one of these.
    func elements(_ field: FieldDefinition, _ values: [String]) -> FilterClause {
        let marks = values.map { _ in "?" }.joined(separator: ", ")
        return FilterClause(
            "n IN (SELECT entity FROM element WHERE field = ? AND key = '' AND value IN (\(marks)))",
            [.text(field.name)] + values.map { .text($0) })
    }

    /// The minutes that a value means, compared with columns that hold time.
    func span(
        _ value: FilterTerm.Value, _ name: String, _ columns: TimeColumns,
        _ comparison: FilterComparison
    ) throws -> FilterClause {
        let span = try minutes(value, name)
        guard comparison == .equal else {
            let (condition, bound) = columns.compared(comparison, with: span)
            return FilterClause(condition, [.integer(Int64(bound))])
        }
        return FilterClause(
            columns.during, [.integer(Int64(span.upperBound)), .integer(Int64(span.lowerBound))])
    }

    private func several(
        _ field: FieldDefinition, _ values: [FilterTerm.Value]
    ) throws -> FilterClause {
        let names = field.subfieldNames.isEmpty ? [field.name] : field.subfieldNames
        let marks = names.map { _ in "?" }.joined(separator: ", ")
        // Elements of sets have no key, and an index of their own.
        let isSet = field.kind == .addWinsSet || field.kind == .removeWinsSet
        let any = FilterClause(
            "n IN (SELECT entity FROM element WHERE field IN (\(marks))\(isSet ? " AND key = ''" : ""))",
            names.map { .text($0) })
        guard !values.isEmpty else { return any.negated }
        if field.type == .prose {
            return .any(
                values.map {
                    FilterClause(
                        "n IN (SELECT entity FROM element WHERE field = ? "
                            + "AND value LIKE '%' || ? || '%' ESCAPE '\\')",
                        [.text(field.name), .text(Self.escaped($0.text))])
                })
        }
        if field == Item.touches { return .any(try values.map { try touching($0) }) }
        return elements(field, try values.map { try text($0, field) })
    }

    /// What an item touches is stored as `service:checkout`; its name alone is enough to ask for it.
    private func touching(_ value: FilterTerm.Value) throws -> FilterClause {
        let text = try text(value, Item.touches)
        guard !text.utf8.contains(UInt8(ascii: ":")) else {
            return elements(Item.touches, [text])
        }
        return FilterClause(
            "n IN (SELECT entity FROM element WHERE field = ? AND key = '' "
                + "AND substr(value, instr(value, ':') + 1) = ?)",
            [.text(Item.touches.name), .text(text)])
    }

    /// A value in the form in which the table holds it; what the field cannot hold is refused.
    private func text(_ value: FilterTerm.Value, _ field: FieldDefinition) throws -> String {
        try reading(value) {
            if case .entity(let kinds) = field.type {
                return Crockford.text(try NamedThing(view, kinds).find(value.text, input, field))
            }
            return ValueText.text(of: try input.value(value.text, for: field)) ?? ""
        }
    }

    private func integer(_ value: FilterTerm.Value, _ field: FieldDefinition) throws -> Int64 {
        try reading(value) { try input.value(value.text, for: field).integerValue ?? 0 }
    }

    /// At least one minute; two points make the span from the first to the end of the second.
    private func minutes(_ value: FilterTerm.Value, _ name: String) throws -> Range<Int> {
        let field = { (type: ValueType) in FieldDefinition(Item.due.number, name, .composite, type)
        }
        return try reading(value) {
            let span: Range<Int>?
            if value.text.contains("..") {
                span = Window(try input.value(value.text, for: field(.window)))?
                    .interval(input.zones, reader: input.zone)
            } else {
                let moment = Moment(try input.value(value.text, for: field(.moment)))
                let start = moment?.start(input.zones, reader: input.zone)
                let end = moment?.end(input.zones, reader: input.zone)
                span = start.flatMap { start in end.map { start..<max(start + 1, $0) } }
            }
            guard let span else {
                throw DomainFailure.invalid(
                    "“\(TextRules.shown(value.text))” is no time.",
                    hint: "For example \(DateWords.examples).")
            }
            return span
        }
    }

    private func reading<Result>(
        _ value: FilterTerm.Value, _ read: () throws -> Result
    ) throws -> Result {
        do {
            return try read()
        } catch {
            throw FilterError(CommandFailure(error), at: value.place)
        }
    }

    private static func escaped(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar == "\\" || scalar == "%" || scalar == "_" { escaped.append("\\") }
            escaped.append(scalar)
        }
        return String(escaped)
    }

    /// The words of a field from least to most; nil where they stand in no order.
    private static func ladder(_ field: FieldDefinition) -> [String]? {
        guard case .word(let words) = field.type else { return nil }
        if field == Item.priority { return words.reversed() }
        if case .stateMachine = field.kind { return words }
        return nil
    }
}
