package import ReleaseModel

/// `rail start`.
package enum ItemStart: StateStep {
    package static let kind = EntityKind.item
    package static let name = "start"
    package static let about = "Begin work on items."
    package static let field = Item.state
    package static let state = "active"
}
