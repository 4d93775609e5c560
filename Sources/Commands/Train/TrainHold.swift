package import ReleaseModel

/// `rail train hold`.
package enum TrainHold: BrakeStep {
    package static let kind = EntityKind.train
    package static let name = "hold"
    package static let about = "Hold trains at once; works alone and offline."
    package static let field = Train.brake
    package static let value = "held"
}
