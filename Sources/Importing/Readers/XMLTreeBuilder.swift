internal import CExpat

/// Builds the tree of an XML file from what the parser says, within the limits of an import.
///
/// A class, since the parser hands it from call to call through a pointer.
final class XMLTreeBuilder {
    struct Refusal {
        let line: Int
        let reason: String
    }

    /// An element that is not closed yet.
    private struct Frame {
        let name: String
        let line: Int
        let attributes: [SourceEntry]
        var children: [(name: String, line: Int, trees: [SourceTree])] = []
        var places: [String: Int] = [:]
        var text: [UInt8] = []
    }

    private(set) var root: SourceTree?
    private(set) var refusal: Refusal?
    private let parser: OpaquePointer
    private let lineOffset: Int
    private var frames: [Frame] = []
    private var budget = ImportLimits.valuesPerFileMax

    init(parser: OpaquePointer, lineOffset: Int) {
        self.parser = parser
        self.lineOffset = lineOffset
    }

    static func behind(_ data: UnsafeMutableRawPointer?) -> XMLTreeBuilder? {
        data.map { Unmanaged<XMLTreeBuilder>.fromOpaque($0).takeUnretainedValue() }
    }

    func open(_ name: String, _ attributes: [(String, String)]) {
        guard refusal == nil else { return }
        budget -= 1 + attributes.count
        guard budget >= 0 else {
            return refuse("holds more than \(ImportLimits.valuesPerFileMax) values")
        }
        guard frames.count < ImportLimits.depthMax else {
            return refuse("is nested deeper than \(ImportLimits.depthMax)")
        }
        let line = line
        frames.append(
            Frame(
                name: name, line: line,
                attributes: attributes.map { key, value in
                    SourceEntry(key: "@\(key)", line: line, tree: scalar(value, line))
                }))
    }

    func add(_ bytes: UnsafeRawBufferPointer) {
        guard refusal == nil, !frames.isEmpty else { return }
        frames[frames.count - 1].text.append(contentsOf: bytes)
    }

    func close() {
        guard refusal == nil, let frame = frames.popLast() else { return }
        let tree = tree(frame)
        guard !frames.isEmpty else {
            let entry = SourceEntry(key: frame.name, line: frame.line, tree: tree)
            root = SourceTree(.map([entry]), line: frame.line)
            return
        }
        let outer = frames.count - 1
        if let place = frames[outer].places[frame.name] {
            frames[outer].children[place].trees.append(tree)
        } else {
            frames[outer].places[frame.name] = frames[outer].children.count
            frames[outer].children.append((frame.name, frame.line, [tree]))
        }
    }

    func refuse(_ reason: String) {
        guard refusal == nil else { return }
        refusal = Refusal(line: line - lineOffset, reason: reason)
        _ = XML_StopParser(parser, XML_Bool(XML_FALSE))
    }

    private var line: Int { Int(XML_GetCurrentLineNumber(parser)) + lineOffset }

    private func tree(_ frame: Frame) -> SourceTree {
        let text = String(decoding: frame.text, as: UTF8.self)
        let isBlank = frame.text.allSatisfy { $0 == 0x20 || (0x09...0x0d).contains($0) }
        if frame.attributes.isEmpty, frame.children.isEmpty {
            return scalar(isBlank ? "" : text, frame.line)
        }
        var entries = frame.attributes
        for child in frame.children {
            let tree =
                child.trees.count == 1
                ? child.trees[0]
                : SourceTree(.list(child.trees), line: child.line, isRepeatable: true)
            entries.append(SourceEntry(key: child.name, line: child.line, tree: tree))
        }
        if !isBlank {
            entries.append(
                SourceEntry(
                    key: SourceTree.textKey, line: frame.line, tree: scalar(text, frame.line)))
        }
        return SourceTree(.map(entries), line: frame.line, isRepeatable: true)
    }

    private func scalar(_ text: String, _ line: Int) -> SourceTree {
        SourceTree(
            .scalar(SourceScalar(text: text, type: text.isEmpty ? .null : .text)), line: line,
            isRepeatable: true)
    }
}
