/// How a target is named; greater numbers name a foreign stream by its label.
///
/// The first form that fits is the one to use, so every target has one encoding.
enum TargetForm {
    /// The target of the operation before, in the same batch.
    static let same: UInt64 = 0
    /// The operation itself: it creates.
    static let itself: UInt64 = 1
    /// Another operation of the same change: its index follows.
    static let sameChange: UInt64 = 2
    /// An operation of the stream with label 0, the batch's own: sequence and index follow.
    static let labelled: UInt64 = 3
}
