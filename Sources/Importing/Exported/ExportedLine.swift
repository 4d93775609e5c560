package import Causality
package import ReleaseModel

/// One line of `rail export jsonl`: an entity with all that it says, or what the export says of itself.
package struct ExportedLine {
    /// The form of the lines, written as `format` on the line of kind `export` that begins a file.
    package static let format = 1

    /// The kind of the line that an export begins with; no entity has it.
    package static let headKind = "export"

    /// How a field called `kind` is called on a line, where that word says what the thing is.
    package static let kindField = "subkind"

    package enum Content {
        /// What an export says of itself, with the form that its lines have.
        case head(format: Int)
        case entity(kind: EntityKind, id: EntityID, isArchived: Bool, fields: [SourceEntry])
    }

    package let content: Content
    package let origin: ImportOrigin

    /// Why a line is none.
    package struct Refusal: Error {
        package let reason: String
    }

    /// Reads what a line holds.
    package init(_ tree: SourceTree, origin: ImportOrigin) throws(Refusal) {
        self.origin = origin
        guard case .map(let entries) = tree.value, let word = tree.entry("kind")?.tree.text else {
            throw Refusal(reason: "is no line of an export: it names no kind")
        }
        if word == Self.headKind {
            content = .head(format: tree.entry("format")?.tree.text.flatMap { Int($0) } ?? 0)
            return
        }
        guard let kind = EntityKind(name: word) else {
            throw Refusal(reason: "is of a kind that this version does not know")
        }
        guard let text = tree.entry("id")?.tree.text, let id = ExportedText.identifier(text) else {
            throw Refusal(reason: "has no identifier of 26 characters")
        }
        content = .entity(
            kind: kind, id: id, isArchived: tree.entry("archived")?.tree.text == "true",
            fields: entries.filter { !["kind", "id", "archived"].contains($0.key) })
    }

    /// How many values it holds, for the size of the change that it becomes part of.
    package var weight: Int {
        guard case .entity(_, _, _, let fields) = content else { return 0 }
        return fields.reduce(2) { $0 + Self.leaves($1.tree) * 2 }
    }

    private static func leaves(_ tree: SourceTree) -> Int {
        switch tree.value {
        case .scalar: 1
        case .list(let members): members.reduce(0) { $0 + leaves($1) }
        case .map(let entries): entries.reduce(0) { $0 + leaves($1.tree) }
        }
    }
}
