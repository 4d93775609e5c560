internal import ReleaseModel

/// The data of an answer as records: the elements of a list, or the one thing that it tells of.
struct AnswerRecords {
    private(set) var data: JSONValue

    init(_ data: JSONValue) { self.data = data }

    var records: [JSONValue] { if case .array(let records) = data { records } else { [data] } }

    /// Every name that some record has, in the order in which they come first.
    var fields: [String] {
        var known: Set<String> = []
        return records.flatMap(\.members).map(\.0).filter { known.insert($0).inserted }
    }

    /// Leaves in each record the fields that were asked for, in that order.
    ///
    /// An empty list has no record that could show which fields there are, so it takes any name.
    /// A thing shows only what it has; `possible` names what others of its kind may have.
    mutating func pick(_ chosen: [String], possible: [String] = []) throws {
        guard !chosen.isEmpty, !records.isEmpty else { return }
        let present = fields
        try Self.expect(chosen, among: present + possible.filter { !present.contains($0) })
        let picked = records.map { record in
            JSONValue.object(chosen.map { ($0, record[$0] ?? .null) })
        }
        if case .array = data { data = .array(picked) } else { data = picked[0] }
    }

    /// Refuses a name that no record has, with those that there are.
    static func expect(_ chosen: [String], among known: [String]) throws {
        for name in chosen where !known.contains(name) {
            let near = WordChoice(known).near(name)
            let meant = near.isEmpty ? "" : "Did you mean \(near.joined(separator: " or "))? "
            throw CommandFailure(
                "unknown-field", "The answer has no field “\(name)”.",
                hint: meant + "Fields: \(known.joined(separator: ", ")).", status: .usage)
        }
    }

    /// A table with the names at its top; `isShown` makes it safe for a terminal.
    func csv(_ chosen: [String], isShown: Bool) -> [String] {
        let columns = chosen.isEmpty ? fields : chosen
        guard !columns.isEmpty else { return [] }
        return [CSVText.line(columns, isShown: isShown)]
            + records.map { record in
                CSVText.line(columns.map { (record[$0] ?? .null).cell }, isShown: isShown)
            }
    }
}

extension JSONValue {
    /// The members of an object; none of anything else.
    var members: [(String, JSONValue)] {
        if case .object(let members) = self { members } else { [] }
    }

    subscript(name: String) -> JSONValue? { members.first { $0.0 == name }?.1 }

    /// The value as text alone: a string without its quotes, nothing for null.
    var plainText: String {
        switch self {
        case .null: ""
        case .string(let text): text
        case .bool, .number, .array, .object: line
        }
    }

    /// The value in a cell; what is a list of words has each on a line of its own.
    fileprivate var cell: String {
        guard case .array(let values) = self, values.allSatisfy(\.isWord) else { return plainText }
        return values.map(\.plainText).joined(separator: "\n")
    }

    private var isWord: Bool {
        switch self {
        case .null, .bool, .number, .string: true
        case .array, .object: false
        }
    }
}
