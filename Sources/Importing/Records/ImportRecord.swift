/// What a source says about one entity.
///
/// `source`, `kind` and `key` name the entity for ever: replicas that read the same source, also
/// only overlapping parts of it, name the same entity alike.
package struct ImportRecord: Equatable, Sendable {
    package let source: String
    package let kind: String
    package let key: String
    /// By field name; `attributes.NAME` carries what the model has no field for.
    package var fields: [String: ImportValue]
    package var edges: [ImportEdge]
    package let origin: ImportOrigin

    package init(
        source: String, kind: String, key: String, fields: [String: ImportValue],
        edges: [ImportEdge], origin: ImportOrigin
    ) {
        self.source = source
        self.kind = kind
        self.key = key
        self.fields = fields
        self.edges = edges
        self.origin = origin
    }
}
