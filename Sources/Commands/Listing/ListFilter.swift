internal import Causality
internal import Lattice
internal import Projection
internal import ReleaseModel
internal import Replication

/// Words as a condition over the table of a kind: the same language in every list.
struct ListFilter {
    private(set) var conditions: [String] = []
    private(set) var arguments: [Record.Field] = []
    private let words: [FilterWord]
    private let schema: EntitySchema
    private let input: FieldInput

    init(
        _ words: [String], _ schema: EntitySchema, _ view: ReplicaView,
        _ environment: ReplicaEnvironment
    ) throws {
        self.schema = schema
        input = try FieldReading.input(view, environment)
        self.words = try words.map { try FilterWord($0, of: schema) }
        for word in self.words { try add(word) }
    }

    /// What stands behind WHERE.
    var condition: String { conditions.isEmpty ? "1" : conditions.joined(separator: " AND ") }

    /// Says whether some word is about a field, so that a list leaves nothing of it out by itself.
    func names(_ field: FieldDefinition) -> Bool {
        words.contains { if case .field(field, _, _) = $0 { true } else { false } }
    }

    mutating func require(_ condition: String, _ arguments: [Record.Field] = []) {
        conditions.append(condition)
        self.arguments += arguments
    }

    private mutating func add(_ word: FilterWord) throws {
        switch word {
        case .text(let text): contains(schema.title, text)
        case .label(let label): elements(SharedFields.labels, [label])
        case .noLabel(let label): elements(SharedFields.labels, [label], isWanted: false)
        case .field(let field, .equal, let values): try match(field, values)
        case .field(let field, let comparison, let values):
            try compare(field, comparison, values.first ?? "")
        }
    }

    private mutating func match(_ field: FieldDefinition, _ values: [String]) throws {
        guard field.isSingle else {
            elements(field, try values.map { try text(of: $0, field) })
            return
        }
        let column = TimeColumns(field)
        guard !values.isEmpty else {
            require("(\(column.quoted) IS NULL OR \(column.quoted) = '')")
            return
        }
        if field == schema.title || field.type == .prose {
            for value in values { contains(field, value) }
            return
        }
        var parts: [String] = []
        var found: [Record.Field] = []
        for value in values {
            if let span = try span(field, value) {
                parts.append(column.during)
                found += [.integer(Int64(span.upperBound)), .integer(Int64(span.lowerBound))]
            } else if isUnset(field, try text(of: value, field)) {
                parts.append("(\(column.quoted) IS NULL OR \(column.quoted) = ?)")
                found.append(.text(try text(of: value, field)))
            } else {
                parts.append("\(column.quoted) = ?")
                found.append(
                    field.type == .integer
                        ? .integer(Int64(value) ?? 0) : .text(try text(of: value, field)))
            }
        }
        require("(" + parts.joined(separator: " OR ") + ")", found)
    }

    private mutating func compare(
        _ field: FieldDefinition, _ comparison: FilterWord.Comparison, _ text: String
    ) throws {
        let column = TimeColumns(field)
        if let span = try span(field, text) {
            let (condition, bound) = column.compared(comparison, with: span)
            require(condition, [.integer(Int64(bound))])
        } else if field.type == .integer {
            let value = try input.value(text, for: field).integerValue ?? 0
            require("\(column.quoted) \(comparison.rawValue) ?", [.integer(value)])
        } else if let ladder = Self.ladder(field) {
            let word = try self.text(of: text, field)
            guard let rung = ladder.firstIndex(of: word) else { return }
            let wanted =
                switch comparison {
                case .atLeast: ladder[rung...]
                case .more: ladder[(rung + 1)...]
                case .atMost: ladder[...rung]
                case .less: ladder[..<rung]
                case .equal: ladder[rung...rung]
                }
            let marks = wanted.map { _ in "?" }.joined(separator: ", ")
            require("\(column.quoted) IN (\(marks))", wanted.map { .text($0) })
        } else {
            throw CommandFailure(
                "no-order", "\(field.name) has no order that could be compared.",
                hint: "Name values: \(field.name):A,B.", status: .usage)
        }
    }

    private mutating func contains(_ field: FieldDefinition, _ text: String) {
        let escaped = text.map { "\\%_".contains($0) ? "\\\($0)" : String($0) }.joined()
        require(
            "\(TimeColumns(field).quoted) LIKE '%' || ? || '%' ESCAPE '\\'", [.text(escaped)])
    }

    private mutating func elements(
        _ field: FieldDefinition, _ values: [String], isWanted: Bool = true
    ) {
        let marks = values.map { _ in "?" }.joined(separator: ", ")
        let those = values.isEmpty ? "" : " AND value IN (\(marks))"
        require(
            "n \(isWanted == values.isEmpty ? "NOT IN" : "IN") "
                + "(SELECT entity FROM element WHERE field = ?\(those))",
            [.text(field.name)] + values.map { .text($0) })
    }

    /// A typed text in the form in which the table holds it; what the field cannot hold is refused.
    private func text(of typed: String, _ field: FieldDefinition) throws -> String {
        ValueText.text(of: try input.value(typed, for: field)) ?? ""
    }

    /// The minutes that a text means for a field that lies in time, at least one; nil for other fields.
    private func span(_ field: FieldDefinition, _ text: String) throws -> Range<Int>? {
        switch field.type {
        case .moment, .window:
            // A window is asked for by a point; both are read alike.
            guard
                let moment = Moment(try input.value(text, for: Item.due)),
                let start = moment.start(input.zones, reader: input.zone),
                let end = moment.end(input.zones, reader: input.zone)
            else { return nil }
            return start..<max(start + 1, end)
        default: return nil
        }
    }

    /// A brake that nobody pulled is free without anybody having written so.
    private func isUnset(_ field: FieldDefinition, _ value: String) -> Bool {
        guard case .brake(let order) = field.kind else { return false }
        return order.values.last?.string == value
    }

    /// The words of a field from least to most; nil where they stand in no order.
    private static func ladder(_ field: FieldDefinition) -> [String]? {
        guard case .word(let words) = field.type else { return nil }
        if field == Item.priority { return words.reversed() }
        if case .stateMachine = field.kind { return words }
        return nil
    }
}
