/// The bounds of an import.
///
/// Sources come from anywhere, so each is checked before memory is spent.
package enum ImportLimits {
    /// A year of a large tracker's rows fits; what is larger is split by the program that wrote it.
    package static let fileLengthMaxBytes = 32 << 20

    /// The YAML library holds some fifty times a document's length while it reads.
    package static let yamlLengthMaxBytes = 4 << 20

    /// A line of an export is one thing with all its comments; what is longer no tool of lines likes.
    package static let exportedLineLengthMaxBytes = 8 << 20

    /// Deeper than any record people write, shallow enough for the smallest stack of a thread.
    package static let depthMax = 64

    /// Values of one file, aliases counted each time they are used: an alias bomb ends here.
    package static let valuesPerFileMax = 1_000_000

    /// Uses of YAML aliases in one file.
    package static let aliasesPerFileMax = 1_000

    /// A map is written by hand.
    package static let mapLengthMaxBytes = 1 << 20

    /// Patterns of a map see no longer text: matching may take quadratic time.
    package static let patternTextLengthMaxBytes = 4 << 10

    /// Problems listed for one file; the rest are counted in one last line.
    package static let problemsPerFileMax = 1_000

    /// What a problem quotes of a value.
    package static let problemValueLengthMaxBytes = 200

    /// Keys become part of an entity's name and of every report.
    package static let keyLengthMaxBytes = 1 << 10
}
