internal import Projection
internal import ReleaseModel
internal import Replication

/// What a board is cut into swimlanes by.
struct BoardLane {
    let field: FieldDefinition

    static let fields = [
        Item.team, Item.assignee, Item.train, Item.release, Item.milestone, Item.priority,
        Item.type,
    ]

    init(_ name: String) throws {
        let names = Self.fields.map(\.name)
        guard let word = WordChoice(names).match(name),
            let field = Self.fields.first(where: { $0.name == word })
        else {
            let near = WordChoice(names).near(name)
            let meant = near.isEmpty ? "" : "Did you mean \(near.joined(separator: " or "))? "
            throw CommandFailure(
                "unknown-lanes", "A board has no lanes by “\(name)”.",
                hint: meant + "Lanes: \(names.joined(separator: ", ")).", status: .usage)
        }
        self.field = field
    }

    /// The value of a row, nil where it has none.
    var sql: String { "nullif(item.\"\(TypedTable.column(of: field))\", '')" }

    /// What stands over the lane of what has none.
    var nobody: String { field == Item.assignee ? "nobody" : "no \(field.name)" }

    func name(of value: String?, _ names: ThingNames) -> String {
        guard let value else { return nobody }
        guard case .entity = field.type, let id = ReplicaView.identifier(value) else {
            return value
        }
        return names.short(id)
    }

    /// Lanes in the order of what they mean, where they have one; then by name; none at the end.
    func isBefore(_ one: (value: String?, name: String), _ other: (value: String?, name: String))
        -> Bool
    {
        key(one) < key(other)
    }

    private func key(_ lane: (value: String?, name: String)) -> (Int, String, String) {
        guard let value = lane.value else { return (.max, "", "") }
        if case .word(let words) = field.type, let place = words.firstIndex(of: value) {
            return (place, "", "")
        }
        return (Int.max - 1, lane.name.lowercased(), value)
    }
}
