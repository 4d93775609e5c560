internal import Lattice
internal import ReleaseModel

/// Holding a map's kinds and fields against the model, so that a mistake shows before any file is read.
extension MapReader {
    mutating func kind(_ word: String, line: Int) -> EntityKind? {
        if let kind = EntityKind(name: word), kind != .card, kind != .request, kind != .edge {
            return kind
        }
        let known = EntityKind.allCases.filter { ![.card, .request, .edge].contains($0) }
        let hint =
            word == "edge"
            ? "relations are written below `edges:`"
            : "known kinds: "
                + list(known.map(\.name))
        report(line, "nothing of kind `\(word)` can be imported", hint)
        return nil
    }

    /// The name of a field that the record's kind has.
    mutating func fieldName(
        _ entry: SourceEntry, _ body: RecordRule.Body?, known: Set<String>
    ) -> Template? {
        guard case .record(let kind, _, _)? = body else { return Template(entry.key) }
        if entry.key.hasPrefix(Self.attributePrefix) {
            return template(entry.key, line: entry.line, known: known)
        }
        let fields = Schema.of(kind).fields.filter { Self.isImportable($0) }
        guard fields.contains(where: { $0.name == entry.key }) else {
            report(
                entry.line, "a \(kind.name) has no field `\(entry.key)`",
                "known: \(list(fields.map(\.name))); others as `attributes.NAME`")
            return nil
        }
        return Template(entry.key.replacing("{", with: "{{").replacing("}", with: "}}"))
    }

    mutating func check(edge kind: String, _ target: EntityKind, _ tree: SourceTree) -> Bool {
        guard Edge.kinds.contains(kind), target == .item else {
            report(
                tree.line, "`\(kind)` to a \(target.name) is no relation",
                "relations join items: \(list(Edge.kinds))")
            return false
        }
        return true
    }

    static let attributePrefix = "attributes."

    /// What people or the hub alone write stays theirs.
    private static func isImportable(_ field: FieldDefinition) -> Bool {
        switch field.kind {
        case .brake, .grantOnly, .rank, .counter: false
        default:
            ![
                SharedFields.archived, SharedFields.attributes, SharedFields.origin,
                SharedFields.mergedInto,
            ].contains(field)
        }
    }
}
