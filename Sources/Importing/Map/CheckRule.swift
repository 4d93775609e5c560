/// Something that a source's rows should be; a row that is not is kept, and reported.
package struct CheckRule {
    package enum Expectation {
        /// These keys are there and not empty.
        case has([String])
        case shape(String)
        case matches(TextPattern)
        /// 1 for Monday, as ISO 8601 counts.
        case weekday(Int)
        /// One of the texts found at a path.
        case among(SourcePath)
    }

    package let path: SourcePath
    package let expectation: Expectation
    package let reason: String
}
