internal import CExpat

/// Reads XML with the line of each element.
///
/// An element is a map: its attributes as `@name`, its elements by name, its own text as `#text`; one
/// that has only text is that text. Names stay as they are written, prefix and all. A document type is
/// refused, and with it every entity but the five of XML itself: nothing of a file can make it larger.
///
/// The parsing is expat's: thirty years of care for hostile bytes are worth more than two hundred lines
/// of ours. Statically linked it costs 150 KB of the program and no time at its start. Foundation's
/// XMLParser does not link into one static file, since its libxml2 asks for libraries that have none.
package enum XMLReader {
    package static func read(_ source: SourceText) -> SourceDocument {
        // The bytes are UTF-8 by now, whatever the declaration says.
        guard let parser = XML_ParserCreate("UTF-8") else {
            return SourceDocument(
                root: nil,
                problems: [source.problem(line: 0, field: "file", "no memory to read it")])
        }
        defer { XML_ParserFree(parser) }
        let builder = XMLTreeBuilder(parser: parser, lineOffset: source.lineOffset)
        XML_SetUserData(parser, Unmanaged.passUnretained(builder).toOpaque())
        listen(to: parser)
        let status = source.bytes.withUnsafeBytes { bytes in
            XML_Parse(
                parser, bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
                Int32(clamping: bytes.count), 1)
        }
        let line = Int(XML_GetCurrentLineNumber(parser))
        return withExtendedLifetime(builder) {
            if let refusal = builder.refusal {
                return SourceDocument(
                    root: nil,
                    problems: [source.problem(line: refusal.line, field: "file", refusal.reason)])
            }
            guard status == XML_STATUS_OK, let root = builder.root else {
                let reason = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) }
                return SourceDocument(
                    root: nil,
                    problems: [
                        source.problem(
                            line: line, field: "file",
                            "is not XML: \(reason ?? "it cannot be read")")
                    ])
            }
            return SourceDocument(root: root)
        }
    }

    private static func listen(to parser: OpaquePointer) {
        XML_SetElementHandler(
            parser,
            { data, name, attributes in
                guard let name, let builder = XMLTreeBuilder.behind(data) else { return }
                builder.open(String(cString: name), XMLReader.pairs(attributes))
            },
            { data, _ in XMLTreeBuilder.behind(data)?.close() })
        XML_SetCharacterDataHandler(parser) { data, text, length in
            guard let text, let builder = XMLTreeBuilder.behind(data) else { return }
            let bytes = UnsafeRawBufferPointer(start: text, count: Int(length))
            builder.add(bytes)
        }
        XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in
            XMLTreeBuilder.behind(data)?.refuse("has a document type, which is not read")
        }
    }

    /// Names and values in turn, ended by nothing.
    private static func pairs(
        _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?
    ) -> [(String, String)] {
        guard var place = attributes else { return [] }
        var pairs: [(String, String)] = []
        while let name = place[0], let value = place[1] {
            pairs.append((String(cString: name), String(cString: value)))
            place += 2
        }
        return pairs
    }
}
