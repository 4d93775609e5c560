/// Says which files of a source are read, and how.
package struct FileRule {
    package let pattern: FilePattern
    package let format: SourceFormat
    package let options: ReadingOptions
    /// Files that hold no records and are no mistake.
    package let isPassedOver: Bool
    package let records: [RecordRule]
}
