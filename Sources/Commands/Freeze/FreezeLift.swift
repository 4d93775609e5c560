package import ReleaseModel

/// `rail freeze lift`.
package enum FreezeLift: StateStep {
    package static let kind = EntityKind.freeze
    package static let name = "lift"
    package static let about = "Ask for freezes to be lifted; needs a grant."
    package static let field = Freeze.state
    package static let state = "lifted"
}
