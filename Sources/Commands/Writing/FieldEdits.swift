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
    /// What whoever typed the values should know.
    private(set) var remarks: [String] = []

    init(_ kind: EntityKind, _ view: ReplicaView, _ environment: ReplicaEnvironment) throws {
        schema = Schema.of(kind)
        self.view = view
        zones = environment.zones
        input = try FieldReading.input(view, environment)
    }

    mutating func apply(_ words: FieldWords, to id: EntityID, in draft: inout Draft) throws {
        for (name, text) in words.fields {
            guard let field = schema.field(named: name) else { continue }
            if field.isSingle {
                try set(field, text, of: id, in: &draft)
            } else {
                try change(field, text, of: id, in: &draft)
            }
        }
        let labels = SharedFields.labels
        for label in words.added {
            try draft.add(id, labels, try input.value(label, for: labels))
            lines.append("+\(label)")
        }
        for label in words.removed {
            try draft.remove(id, labels, try input.value(label, for: labels))
            lines.append("-\(label)")
        }
    }

    /// Sets one field as if it were typed; what stands already is no change.
    mutating func set(
        _ field: FieldDefinition, _ text: String, of id: EntityID, in draft: inout Draft
    ) throws {
        let before = shown(field, try draft.existing(id))
        let value = try input.value(text, for: field)
        try draft.assign(
            id, field, value, zones: zones, ancestors: { try view.ancestors(of: $0) })
        let after = shown(field, try draft.existing(id))
        guard before != after else { return }
        if let remark = RepeatedTime.remark(on: value, zones) { remarks.append(remark) }
        lines.append(
            before.isEmpty
                ? "\(field.name): \(after)"
                : after.isEmpty
                    ? "\(field.name): \(before) taken away"
                    : "\(field.name): \(before) -> \(after)")
    }

    /// Gives the name.
    mutating func title(_ text: String, of id: EntityID, in draft: inout Draft) throws {
        try set(schema.title, text, of: id, in: &draft)
    }

    /// A value on one line of a receipt; of a text only how long it is.
    private func shown(_ field: FieldDefinition, _ document: Document) -> String {
        if case .text = field.kind {
            let count = document.text(field).string.count
            return count == 0 ? "" : "\(Counted(count, "character"))"
        }
        let output = FieldOutput { [names = ThingNames(view)] in names.title($0) }
        return document.value(field).map { output.text($0, for: field) } ?? ""
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
