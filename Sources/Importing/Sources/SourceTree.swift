/// What every reader makes of its format: scalars, lists and maps, each with its line.
package struct SourceTree: Sendable {
    package let value: SourceValue
    package let line: Int
    /// Whether the source could have said it several times in the same place, as XML its elements and
    /// some tables their columns: then one is a list of itself, and of a list the first is meant.
    package let isRepeatable: Bool

    package init(_ value: SourceValue, line: Int, isRepeatable: Bool = false) {
        self.value = value
        self.line = line
        self.isRepeatable = isRepeatable
    }

    /// The key below which an element's text stands that has attributes or elements too.
    package static let textKey = "#text"

    /// The scalar's text; nil for null, lists and maps.
    package var text: String? {
        switch value {
        case .scalar(let scalar): scalar.type == .null ? nil : scalar.text
        case .list(let members): isRepeatable ? members.first?.text : nil
        case .map: isRepeatable ? entry(Self.textKey)?.tree.text : nil
        }
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
        switch value {
        case .map(let entries): entries.first { $0.key == key }
        case .list(let members): isRepeatable ? members.first?.entry(key) : nil
        case .scalar: nil
        }
    }

    /// The members of a list, and what is a list of itself.
    package var members: [SourceTree]? {
        switch value {
        case .list(let members): members
        case .scalar, .map: isRepeatable ? (isEmpty ? [] : [self]) : nil
        }
    }

    /// One member by its place, from the end where that is negative.
    package func member(_ number: Int) -> SourceTree? {
        guard let members else { return nil }
        let place = number < 0 ? members.count + number : number
        return members.indices.contains(place) ? members[place] : nil
    }
}
