package import ReleaseModel

/// `rail release resume`.
package enum ReleaseResume: BrakeStep {
    package static let kind = EntityKind.release
    package static let name = "resume"
    package static let about = "Ask to free held releases; needs a grant."
    package static let field = Release.brake
    package static let value = "free"
}
