/// The formats that an import reads.
package enum SourceFormat: String, Sendable, CaseIterable {
    case yaml, json, jsonLines = "jsonl", csv, markdown, xml

    /// Guesses by the name's ending; nil where the map has to say it.
    package init?(fileName: String) {
        guard let ending = fileName.split(separator: ".").last?.lowercased() else { return nil }
        switch ending {
        case "yaml", "yml": self = .yaml
        case "json": self = .json
        case "jsonl", "ndjson": self = .jsonLines
        case "csv": self = .csv
        case "md", "markdown": self = .markdown
        case "xml", "rss", "atom": self = .xml
        default: return nil
        }
    }

    /// Reads a file; total for any bytes.
    package func read(
        _ file: SourceFile, _ options: ReadingOptions = ReadingOptions()
    ) -> SourceDocument {
        guard file.bytes.count <= ImportLimits.fileLengthMaxBytes else {
            return .unreadable(
                file, line: 0,
                "longer than \(ImportLimits.fileLengthMaxBytes >> 20) MiB; split it",
                value: "\(file.bytes.count) bytes")
        }
        let source: SourceText
        switch SourceText.reading(file) {
        case .failure(let refusal): return refusal.document
        case .success(let text): source = text
        }
        var document =
            switch self {
            case .yaml: YAMLReader.read(source)
            case .json: JSONReader.read(source)
            case .jsonLines: JSONLinesReader.read(source)
            case .csv:
                CSVReader.read(
                    source, delimiter: options.delimiter, repeatsColumns: options.repeatsColumns)
            case .markdown: MarkdownReader.read(source, isBare: options.isBare)
            case .xml: XMLReader.read(source)
            }
        document.problems.insert(contentsOf: source.problems, at: 0)
        return document
    }
}
