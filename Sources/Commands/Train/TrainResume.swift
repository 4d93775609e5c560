package import ReleaseModel

/// `rail train resume`.
package enum TrainResume: BrakeStep {
    package static let kind = EntityKind.train
    package static let name = "resume"
    package static let about = "Ask to release the brake of trains; needs a grant."
    package static let field = Train.brake
    package static let value = "free"
}
