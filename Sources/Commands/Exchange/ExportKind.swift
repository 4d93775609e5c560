internal import ReleaseModel

/// The kind that an export is asked for by name.
enum ExportKind {
    static func named(_ name: String) throws -> EntityKind {
        if let kind = EntityKind(name: name) { return kind }
        throw CommandFailure(
            "unknown-kind", "There is no kind “\(name)”.",
            hint: "Kinds: " + EntityKind.allCases.map(\.name).joined(separator: ", "),
            status: .usage)
    }
}
