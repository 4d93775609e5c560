package import Causality
internal import Lattice
package import ReleaseModel

/// Writes the lines of an export into a draft, each thing under its own identifier.
///
/// A field that a line names becomes what the line says; what it leaves out stays as it is. Nothing is
/// written that stands already, so that a second import changes nothing. The workspace itself only
/// takes what it has not said yet. Requests and what people said of cards are about a history that stays
/// behind, and stay with it.
package struct ExportedWriter {
    private let workspace: EntityID
    package private(set) var tally = ImportWriter.Tally()
    package private(set) var problems: [ImportProblem] = []

    package init(workspace: EntityID) { self.workspace = workspace }

    package mutating func write(_ line: ExportedLine, into draft: inout Draft) throws {
        guard case .entity(let kind, let id, let isArchived, let fields) = line.content else {
            return
        }
        guard kind != .card, kind != .request else {
            report(line, kind.name, "belongs to the history that it is about", Crockford.text(id))
            return
        }
        let target = kind == .workspace ? workspace : id
        let count = draft.operations.count
        let found = try draft.document(target)
        if let found, found.creation != nil, found.entityKind != kind {
            report(line, "kind", "names another kind of thing here", Crockford.text(id))
            return
        }
        let isNew = found?.creation == nil
        if isNew { try draft.create(kind, target) }
        for entry in fields { try write(entry, of: line, kind, target, &draft) }
        try archive(target, isArchived, &draft)
        if isNew {
            tally.created += 1
        } else if draft.operations.count > count {
            tally.updated += 1
        } else {
            tally.unchanged += 1
        }
    }

    private mutating func write(
        _ entry: SourceEntry, of line: ExportedLine, _ kind: EntityKind, _ target: EntityID,
        _ draft: inout Draft
    ) throws {
        let name = entry.key == ExportedLine.kindField ? "kind" : entry.key
        guard let field = Schema.of(kind).field(named: name), field != SharedFields.archived
        else {
            report(line, entry.key, "a \(kind.name) has no such field", entry.tree.summary)
            return
        }
        let document = try draft.existing(target)
        if kind == .workspace, document.isSaid(field) { return }
        do {
            var writing = ExportedFieldWriting(field: field, target: target, tree: entry.tree)
            try writing.perform(&draft)
            for (reason, value) in writing.refused { report(line, field.name, reason, value) }
        } catch let failure as DomainFailure {
            report(line, field.name, failure.sentence, entry.tree.summary)
        }
    }

    private func archive(
        _ target: EntityID, _ isArchived: Bool, _ draft: inout Draft
    ) throws {
        if isArchived {
            try draft.archive(target)
        } else if ArchiveClash.isArchived(try draft.existing(target)) {
            try draft.unarchive(target)
        }
    }

    private mutating func report(
        _ line: ExportedLine, _ field: String, _ reason: String, _ value: String
    ) {
        problems.append(
            ImportProblem(
                origin: line.origin, field: field, reason: reason, value: value, outcome: .leftOut))
    }
}

extension Document {
    /// Whether a field holds anything.
    fileprivate func isSaid(_ field: FieldDefinition) -> Bool {
        switch field.kind {
        case .addWinsSet, .removeWinsSet: !elements(field).isEmpty
        case .growOnlyLog: !entries(field).isEmpty
        case .keyedMap: !keys(field).isEmpty
        case .text: !text(field).utf8.isEmpty
        default: shown(field).map { $0.value != .none } ?? false
        }
    }
}
