internal import Causality
internal import Lattice
internal import ReleaseModel
internal import Replication

/// Applies `field:value` words and labels to one entity, and remembers what changed for the receipt.
struct FieldEdits {
    private let schema: EntitySchema
    private let view: ReplicaView
    private let input: FieldInput
    private let zones: any ZoneRules
    private(set) var lines: [String] = []

    init(_ kind: EntityKind, _ view: ReplicaView, _ environment: ReplicaEnvironment) throws {
        schema = Schema.of(kind)
        self.view = view
        zones = environment.zones
        guard let today = environment.now?.date else {
            throw CommandFailure("no-date", "The clock shows no date.", hint: "Set RAIL_CLOCK.")
        }
        let finder = EntityFinder(view)
        input = FieldInput(today: today, zone: environment.zone, zones: environment.zones) {
            kinds, text in
            try finder.find(text, kinds)
        }
    }

    mutating func apply(_ words: ItemWords, to id: EntityID, in draft: inout Draft) throws {
        for (name, text) in words.fields {
            guard let field = schema.field(named: name) else { continue }
            if field.isSingle {
                try assign(field, text, to: id, in: &draft)
            } else {
                try change(field, text, of: id, in: &draft)
            }
        }
        for label in words.added {
            try draft.add(id, SharedFields.labels, try input.value(label, for: SharedFields.labels))
            lines.append("+\(label)")
        }
        for label in words.removed {
            try draft.remove(
                id, SharedFields.labels, try input.value(label, for: SharedFields.labels))
            lines.append("-\(label)")
        }
    }

    /// Sets one field as if it were typed.
    mutating func set(
        _ field: FieldDefinition, _ text: String, of id: EntityID, in draft: inout Draft
    ) throws {
        try assign(field, text, to: id, in: &draft)
    }

    /// Gives the name; an unchanged one is no change.
    mutating func title(_ text: String, of id: EntityID, in draft: inout Draft) throws {
        try assign(schema.title, text, to: id, in: &draft)
    }

    private mutating func assign(
        _ field: FieldDefinition, _ text: String, to id: EntityID, in draft: inout Draft
    ) throws {
        let output = FieldOutput { [finder = EntityFinder(view)] in finder.shown($0) }
        let before = try draft.existing(id).value(field).map { output.text($0, for: field) } ?? ""
        let value = try input.value(text, for: field)
        try draft.assign(
            id, field, value, zones: zones, ancestors: { try view.ancestors(of: $0) })
        let after = try draft.existing(id).value(field).map { output.text($0, for: field) } ?? ""
        if before != after {
            lines.append(
                before.isEmpty
                    ? "\(field.name): \(after)" : "\(field.name): \(before) -> \(after)")
        }
    }

    /// A set takes `field:a,b` as additions and `field:-a` as a removal.
    private mutating func change(
        _ field: FieldDefinition, _ text: String, of id: EntityID, in draft: inout Draft
    ) throws {
        for part in text.split(separator: ",") {
            let isRemoval = part.first == "-"
            let value = try input.value(String(isRemoval ? part.dropFirst() : part), for: field)
            if isRemoval {
                try draft.remove(id, field, value)
            } else {
                try draft.add(id, field, value)
            }
            lines.append("\(field.name): \(part)")
        }
    }
}
