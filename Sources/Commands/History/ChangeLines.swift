internal import Causality
internal import History
internal import ReleaseModel
internal import Replication

/// Changes as lines: who, when, and what was written to what.
struct ChangeLines {
    struct Line {
        let change: String
        let milliseconds: Int64
        let author: String
        let what: String
    }

    /// A log of one thing looks this far back.
    private static let searchedMax = 100_000

    private let view: ReplicaView
    private let only: EntityID?
    private let finder: EntityFinder

    init(_ view: ReplicaView, _ session: Session, only: EntityID?) throws {
        self.view = view
        self.only = only
        finder = EntityFinder(view)
    }

    func lines(limit: Int) throws -> [Line] {
        let searched = only == nil ? limit : Self.searchedMax
        var lines: [Line] = []
        for change in try view.changes(limit: searched) where lines.count < limit {
            if let line = try line(change) { lines.append(line) }
        }
        return lines
    }

    private func line(_ admitted: AdmittedChange) throws -> Line? {
        let header = admitted.change.header
        var parts: [String] = []
        var things: [EntityID] = []
        for (index, operation) in admitted.change.operations.enumerated() {
            let id =
                operation.verb == .create
                ? OperationID(admitted.dot, UInt32(index)) : operation.target
            guard let entity = try view.entity(createdBy: id) else { continue }
            if !things.contains(entity) { things.append(entity) }
            guard only == nil || only == entity else { continue }
            let kind = try view.document(entity)?.entityKind
            let name =
                operation.verb == .create
                ? "new \(kind?.name ?? "thing")"
                : kind.flatMap { Schema.of($0).field(operation.field)?.name }
                    ?? "field \(operation.field)"
            if !parts.contains(name) { parts.append(name) }
        }
        guard only.map({ things.contains($0) }) ?? true else { return nil }
        let subject = things.first.map(finder.shown) ?? ""
        let person = EntityID(high: header.author.high, low: header.author.low)
        return Line(
            change: "\(header.stream.description.prefix(8))@\(header.sequence)",
            milliseconds: Int64(clamping: header.stamp.milliseconds),
            author: try view.document(person)?.title ?? finder.shown(person),
            what: "\(subject) \(parts.joined(separator: ", "))"
                + (things.count > 1 ? " and \(things.count - 1) more" : ""))
    }
}
