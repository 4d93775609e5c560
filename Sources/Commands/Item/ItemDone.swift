package import ReleaseModel

/// `rail done`.
package enum ItemDone: StateStep {
    package static let kind = EntityKind.item
    package static let name = "done"
    package static let about = "Finish items."
    package static let field = Item.state
    package static let state = "done"
}
