/// The columns of a batch in the order in which they lie; `Protocol/SPEC.md` section 4 says what each holds.
///
/// The number of a column is its bit in the set of columns that are present.
enum BatchColumn: Int, CaseIterable {
    case streams
    case authors
    case contexts
    case stampMilliseconds
    case stampCounters
    case dependencyCounts
    case dependencyStreams
    case dependencySequences
    case dependencyLinks
    case bodies
    case withheldHashes
    case shapeEntries
    case shapes
    case targets
    case targetSequences
    case targetIndexes
    case keys
    case keyLengths
    case keyBytes
    case values
    case valueLengths
    case valueBytes
    case supersessions
    case supersededIndexes
    case referenceStreams
    case referenceSequences
    case referenceIndexes
}
