internal import Lattice

/// A stated relation between two items; the relation is a thing of its own, so that it has an author and a reason.
package enum Edge {
    package static let reason = FieldDefinition(1, "reason", .register, .line)
    package static let source = FieldDefinition(32, "from", .immutable, .entity([.item]))
    package static let target = FieldDefinition(33, "to", .immutable, .entity([.item]))
    package static let kind = FieldDefinition(34, "kind", .immutable, .word(kinds))
    /// Present while some addition lives: a concurrent addition survives a removal.
    package static let presence = FieldDefinition(35, "presence", .addWinsSet, .flag)

    package static let kinds = [
        "blocks", "needs-contract", "relates", "duplicates", "supersedes", "discovered-from",
    ]

    /// How a relation is called from its other end.
    package static func inverse(of kind: String) -> String {
        switch kind {
        case "blocks": "blocked by"
        case "needs-contract": "contract needed by"
        case "duplicates": "duplicated by"
        case "supersedes": "superseded by"
        case "discovered-from": "led to"
        default: kind
        }
    }

    package static let schema = EntitySchema(
        .edge, title: reason, own: [source, target, kind, presence])
}
