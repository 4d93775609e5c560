package import ReleaseModel

/// What a source says about one entity.
///
/// `source`, `kind` and `key` name the entity for ever: replicas that read the same source, also
/// only overlapping parts of it, name the same entity alike.
package struct ImportRecord: Equatable, Sendable {
    package let source: String
    package let kind: EntityKind
    package let key: String
    /// By field name; `attributes.NAME` carries what the model has no field for.
    package var fields: [String: ImportValue]
    package var edges: [ImportEdge]
    /// Whether other files may say more of the same entity: then what this record leaves out says
    /// nothing, since only some of those files may have been read.
    package let isPartial: Bool
    package let origin: ImportOrigin

    package init(
        source: String, kind: EntityKind, key: String, fields: [String: ImportValue],
        edges: [ImportEdge], isPartial: Bool = false, origin: ImportOrigin
    ) {
        self.source = source
        self.kind = kind
        self.key = key
        self.fields = fields
        self.edges = edges
        self.isPartial = isPartial
        self.origin = origin
    }
}
