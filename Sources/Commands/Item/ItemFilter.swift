internal import Causality
internal import ReleaseModel
internal import Replication

/// Words as a condition over the item table.
struct ItemFilter {
    private(set) var condition: String
    private(set) var arguments: [Record.Field] = []

    init(_ words: ItemWords, all: Bool, _ view: ReplicaView) throws {
        var parts = all ? [] : ["archived = 0", "merged_into IS NULL"]
        if !all, !words.fields.contains(where: { $0.name == "state" }) {
            parts.append("state NOT IN ('done', 'dropped')")
        }
        for (name, text) in words.fields {
            guard let field = Item.schema.field(named: name), field.isSingle else { continue }
            parts.append("\"\(name)\" = ?")
            if case .entity(let kinds) = field.type {
                let id = try EntityFinder(view).find(text, kinds)
                arguments.append(.text(Crockford.text(id)))
            } else {
                arguments.append(.text(text))
            }
        }
        for label in words.added {
            parts.append(
                "n IN (SELECT entity FROM element WHERE field = 'labels' AND value = ?)")
            arguments.append(.text(label))
        }
        for text in words.text {
            parts.append("title LIKE '%' || ? || '%'")
            arguments.append(.text(text))
        }
        condition = parts.isEmpty ? "1" : parts.joined(separator: " AND ")
    }
}
