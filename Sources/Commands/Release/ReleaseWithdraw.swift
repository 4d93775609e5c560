package import ReleaseModel

/// `rail release withdraw`.
package enum ReleaseWithdraw: StateStep {
    package static let kind = EntityKind.release
    package static let name = "withdraw"
    package static let about = "Withdraw releases; works alone and offline."
    package static let field = Release.phase
    package static let state = "withdrawn"
}
