/// What every reader makes of its format: scalars, lists and maps, each with its line.
package struct SourceTree: Sendable {
    package let value: SourceValue
    package let line: Int

    package init(_ value: SourceValue, line: Int) {
        self.value = value
        self.line = line
    }

    /// The scalar's text; nil for null, lists and maps.
    package var text: String? {
        guard case .scalar(let scalar) = value, scalar.type != .null else { return nil }
        return scalar.text
    }

    /// Whether there is nothing in it: null, empty text, an empty list or map.
    package var isEmpty: Bool {
        switch value {
        case .scalar(let scalar): scalar.type == .null || scalar.text.isEmpty
        case .list(let members): members.isEmpty
        case .map(let entries): entries.isEmpty
        }
    }

    /// The word for its shape in a report.
    package var shape: String {
        switch value {
        case .scalar(let scalar): scalar.type.rawValue
        case .list: "list"
        case .map: "map"
        }
    }

    /// A short form for a report.
    package var summary: String {
        switch value {
        case .scalar(let scalar): scalar.text
        case .list(let members): "(list of \(members.count))"
        case .map(let entries):
            entries.prefix(8).map { entry in
                entry.tree.text.map { "\(entry.key): \($0)" } ?? entry.key
            }.joined(separator: ", ")
        }
    }

    package func entry(_ key: String) -> SourceEntry? {
        guard case .map(let entries) = value else { return nil }
        return entries.first { $0.key == key }
    }
}
