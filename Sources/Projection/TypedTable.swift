package import ReleaseModel

/// The table of one kind: which columns it has and which fields fill them.
package struct TypedTable: Sendable {
    package enum ColumnType: String, Sendable {
        case text = "TEXT"
        case integer = "INTEGER"
    }

    package struct Column: Sendable {
        package let name: String
        package let type: ColumnType
    }

    /// A single-valued field with the columns that it fills, in the order of `columns`.
    package struct FieldColumns: Sendable {
        package let field: FieldDefinition
        package let columns: [Column]
    }

    /// Columns that every table has: the id as people type it, who made the thing and when, and marks.
    static let fixed = [
        "id TEXT NOT NULL", "created_at INTEGER NOT NULL", "created_by TEXT NOT NULL",
        "changed_at INTEGER NOT NULL", "archived INTEGER NOT NULL", "contested INTEGER NOT NULL",
    ]

    static let fixedNames = fixed.map { String($0.prefix { $0 != " " }) }

    package let name: String
    package let fields: [FieldColumns]
    /// Columns that follow from many things; whoever keeps them writes them apart from the thing's row.
    let kept: [String]

    package var columns: [Column] { fields.flatMap(\.columns) }

    package static func name(of kind: EntityKind) -> String {
        switch kind {
        case .entry: "calendar_entry"
        // The table `card` holds the derived cards.
        case .card: "card_record"
        default: kind.name
        }
    }

    package static func column(of field: FieldDefinition) -> String {
        switch field.name {
        // Words that SQL keeps for itself.
        case "from": "from_item"
        case "to": "to_item"
        case "when": "when_"
        default: String(field.name.map { $0 == "-" ? "_" : $0 })
        }
    }

    package static func of(_ schema: EntitySchema) -> TypedTable {
        let single = ([schema.title] + schema.own + [SharedFields.mergedInto]).filter(\.isSingle)
        return TypedTable(
            name: name(of: schema.kind),
            fields: single.map { FieldColumns(field: $0, columns: columns(of: $0)) },
            kept: schema.kind == .item ? WaitBoard.columns : [])
    }

    private static func columns(of field: FieldDefinition) -> [Column] {
        let name = column(of: field)
        let stem = name == "when_" ? "when" : name
        switch field.type {
        case .integer, .flag:
            return [Column(name: name, type: .integer)]
        case .moment:
            return [
                Column(name: name, type: .text), Column(name: stem + "_utc", type: .integer),
            ]
        case .window:
            return [
                Column(name: name, type: .text), Column(name: stem + "_start", type: .integer),
                Column(name: stem + "_end", type: .integer),
            ]
        case .line, .prose, .word, .entity, .zone, .rank, .composite:
            return [Column(name: name, type: .text)]
        }
    }
}
