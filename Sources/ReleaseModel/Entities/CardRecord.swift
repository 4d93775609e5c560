package import Lattice

/// What people said about a conflict card, on an entity that bears the card's own derived identifier.
package enum CardRecord {
    package static let note = FieldDefinition(1, "note", .register, .line)
    /// Who has seen the card and leaves it for now.
    package static let acknowledged = FieldDefinition(
        32, "acknowledged", .growOnlyLog, .prose)

    package static let schema = EntitySchema(.card, title: note, own: [acknowledged])

    /// Says whether somebody has seen the card and nobody took that back.
    package static func isAcknowledged(_ record: Document) -> Bool {
        !ArchiveClash.isArchived(record) && !record.entries(acknowledged).isEmpty
    }
}
