/// What a map says about how the files of a rule are written.
package struct ReadingOptions: Sendable {
    /// What parts the cells of CSV.
    package var delimiter = CSVReader.comma
    /// Whether columns of CSV that bear one name are one list.
    package var repeatsColumns = false
    /// Whether Markdown begins without front matter.
    package var isBare = false

    package init() {}
}
