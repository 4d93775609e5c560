package import ReleaseModel

/// `rail train slow`.
package enum TrainSlow: BrakeStep {
    package static let kind = EntityKind.train
    package static let name = "slow"
    package static let about = "Slow trains down at once; works alone and offline."
    package static let field = Train.brake
    package static let value = "slow"
}
