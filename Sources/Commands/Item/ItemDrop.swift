package import ReleaseModel

/// `rail drop`.
package enum ItemDrop: StateStep {
    package static let kind = EntityKind.item
    package static let name = "drop"
    package static let about = "Decide not to do items."
    package static let field = Item.state
    package static let state = "dropped"
}
