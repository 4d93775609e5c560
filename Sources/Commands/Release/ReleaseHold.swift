package import ReleaseModel

/// `rail release hold`.
package enum ReleaseHold: BrakeStep {
    package static let kind = EntityKind.release
    package static let name = "hold"
    package static let about = "Hold releases at once; works alone and offline."
    package static let field = Release.brake
    package static let value = "held"
}
