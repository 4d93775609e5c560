/// The three shapes that all formats share.
package indirect enum SourceValue: Sendable {
    case scalar(SourceScalar)
    case list([SourceTree])
    /// In the order of the source.
    case map([SourceEntry])
}
