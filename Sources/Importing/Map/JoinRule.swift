/// Says which files fill a value table, and with what: a join of one file's rows with another's by a key.
package struct JoinRule {
    package let pattern: FilePattern
    package let format: SourceFormat
    package let options: ReadingOptions
    package let select: SourcePath
    package let key: FieldRule
    package let gives: FieldRule
    package let ignoresCase: Bool
}
