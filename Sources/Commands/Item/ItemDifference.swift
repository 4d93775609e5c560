internal import Causality
internal import History
internal import Lattice
internal import ReleaseModel
internal import Replication

/// What became of items since a point in the past: new, changed, closed; and which of their fields differ now.
struct ItemDifference {
    enum Kind: String {
        case made = "new"
        case changed
        case closed
        case archived
    }

    /// One field then and now.
    struct Field {
        let name: String
        let old: String
        let new: String

        var line: String {
            old.isEmpty
                ? "\(name): \(new)"
                : new.isEmpty ? "\(name): \(old) taken away" : "\(name): \(old) -> \(new)"
        }
    }

    struct Line {
        let id: EntityID
        let kind: Kind
        let title: String
        let fields: [Field]
        /// Fields that hold several values, which were written to.
        let touched: [String]

        var json: JSONValue {
            .object([
                ("id", .string(Crockford.text(id))), ("title", .string(title)),
                ("change", .string(kind.rawValue)),
                (
                    "fields",
                    .array(
                        fields.map {
                            .object([
                                ("field", .string($0.name)), ("old", .text($0.old)),
                                ("new", .text($0.new)),
                            ])
                        })
                ),
                ("touched", .array(touched.map(JSONValue.string))),
            ])
        }

        var what: String { (fields.map(\.line) + touched).joined(separator: ", ") }
    }

    private let view: ReplicaView
    private let names: ThingNames

    init(_ view: ReplicaView) {
        self.view = view
        names = ThingNames(view)
    }

    /// The items among these that were written to since, those written to last first.
    func lines(
        sinceMilliseconds since: UInt64, among isAsked: (EntityID) throws -> Bool
    ) throws -> [Line] {
        var order: [EntityID] = []
        var first: [EntityID: [UInt32: AdmittedOperation]] = [:]
        try view.walkBack(sinceMilliseconds: since) { change in
            for (index, operation) in change.change.operations.enumerated() {
                let made = OperationID(change.dot, UInt32(index))
                let id = try view.entity(
                    createdBy: operation.verb == .create ? made : operation.target)
                guard let id else { continue }
                if first[id] == nil { order.append(id) }
                let key = operation.verb == .create ? 0 : operation.field
                let known = first[id, default: [:]][key]
                if known.map({ change.effective < $0.effective }) ?? true {
                    first[id, default: [:]][key] = AdmittedOperation(
                        operation: operation, effective: change.effective)
                }
            }
            return true
        }
        return try order.compactMap { id in
            guard let document = try view.document(id), document.entityKind == .item,
                try isAsked(id)
            else { return nil }
            return try line(document, first[id] ?? [:])
        }
    }

    /// The oldest write of a field since.
    private struct AdmittedOperation {
        let operation: Operation
        let effective: UInt64
    }

    private func line(
        _ document: Document, _ first: [UInt32: AdmittedOperation]
    ) throws -> Line? {
        let isMade = first[0] != nil
        var fields: [Field] = []
        var touched: [String] = []
        for field in BlameReading.fields(of: Item.schema) {
            guard let write = first[field.number] else { continue }
            guard field.isSingle, field.kind != .text else {
                touched.append(Self.sign(of: field))
                continue
            }
            let old = isMade ? "" : try before(write.operation, field)
            let output = FieldOutput(name: names.title)
            let new = document.value(field).map { output.text($0, for: field) } ?? ""
            if old != new, field != Item.title || !isMade {
                fields.append(Field(name: field.name, old: old, new: new))
            }
        }
        guard isMade || !fields.isEmpty || !touched.isEmpty else { return nil }
        return Line(
            id: document.id, kind: kind(document, isMade, first), title: document.title ?? "",
            fields: fields.filter { $0.name != Item.rank.name }, touched: touched)
    }

    private func kind(
        _ document: Document, _ isMade: Bool, _ first: [UInt32: AdmittedOperation]
    ) -> Kind {
        if ArchiveClash.isArchived(document) { return .archived }
        let isClosed = ["done", "dropped"].contains(document.string(Item.state) ?? "")
        if isClosed, first[Item.state.number] != nil { return .closed }
        return isMade ? .made : .changed
    }

    private func before(_ operation: Operation, _ field: FieldDefinition) throws -> String {
        let old = try Replaced.operations(by: operation) { try view.change($0) }.last {
            $0.verb == .write || $0.verb == .transition
        }
        if let old, let value = try? Value(canonicalBytes: old.value) {
            return FieldOutput(name: names.title).text(value, for: field)
        }
        guard case .stateMachine(let table) = field.kind else { return "" }
        return table.initial.string
    }

    private static func sign(of field: FieldDefinition) -> String {
        switch field {
        case Item.comments: "commented"
        case Item.body: "description edited"
        default: "\(field.name) changed"
        }
    }
}
