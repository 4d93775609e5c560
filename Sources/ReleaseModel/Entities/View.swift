internal import Lattice

/// A filter with a name that everybody in the workspace shares.
package enum View {
    package static let name = FieldDefinition(1, "name", .register, .line)
    /// Words of the filter language, as they are typed for a list of items.
    package static let filter = FieldDefinition(32, "filter", .register, .line)

    package static let schema = EntitySchema(.view, title: name, own: [filter])
}
