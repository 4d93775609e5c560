internal import Causality
internal import History
internal import Lattice
internal import ReleaseModel
internal import Replication

/// Changes as the log shows them: who, when, and what was written to what.
struct ChangeLines {
    typealias Entry = ChangeEntry
    typealias Thing = ChangeEntry.Thing

    private let view: ReplicaView
    /// The things that it is about; nil for all.
    private let only: Set<EntityID>?
    /// Whether each edit of a text is told with what it put in and took out.
    private let isWhole: Bool
    private let names: ThingNames

    init(_ view: ReplicaView, only: Set<EntityID>?, isWhole: Bool = false) {
        self.view = view
        self.only = only
        self.isWhole = isWhole
        names = ThingNames(view)
    }

    /// The newest entries, newest first.
    func entries(limit: Int, sinceMilliseconds since: UInt64 = 0) throws -> [Entry] {
        var entries: [Entry] = []
        var elements = ElementNames()
        try view.walkBack(sinceMilliseconds: since) { change in
            guard entries.count < limit else { return false }
            if let entry = try entry(change, &elements) { entries.append(entry) }
            return entries.count < limit
        }
        return entries
    }

    /// The things that a change writes to, in the order in which it does.
    static func things(of change: AdmittedChange, in view: ReplicaView) throws -> [EntityID] {
        var things: [EntityID] = []
        for index in change.change.operations.indices {
            guard let thing = try thing(of: index, change, view), !things.contains(thing)
            else { continue }
            things.append(thing)
        }
        return things
    }

    private static func thing(
        of index: Int, _ change: AdmittedChange, _ view: ReplicaView
    ) throws -> EntityID? {
        let operation = change.change.operations[index]
        return try view.entity(
            createdBy: operation.verb == .create
                ? OperationID(change.dot, UInt32(index)) : operation.target)
    }

    func entry(
        _ admitted: AdmittedChange, _ elements: inout ElementNames
    ) throws -> Entry? {
        var order: [EntityID] = []
        var writes: [EntityID: [WriteText]] = [:]
        for (index, operation) in admitted.change.operations.enumerated() {
            guard let thing = try Self.thing(of: index, admitted, view),
                only?.contains(thing) ?? true
            else { continue }
            if writes[thing] == nil { order.append(thing) }
            let document = try view.document(thing)
            let text = try WriteText(
                operation, of: document?.entityKind,
                element: elements.name(of: operation, in: document),
                deleted: isWhole
                    ? Self.deleted(
                        by: OperationID(admitted.dot, UInt32(index)), operation, document)
                    : nil,
                names.title
            ) { try view.change($0) }
            elements.note(text, operation, of: thing)
            writes[thing, default: []].append(text)
        }
        guard only == nil || !order.isEmpty else { return nil }
        let header = admitted.change.header
        return Entry(
            change: ChangeName.text(admitted), dot: admitted.dot,
            milliseconds: Int64(clamping: header.stamp.milliseconds),
            author: names.author(header.author),
            things: order.map { id in
                Thing(
                    id: id, name: names.full(id),
                    writes: isWhole ? writes[id] ?? [] : WriteText.merged(writes[id] ?? []))
            })
    }

    /// What an edit of a text took out; nil where it edits none, or was taken back.
    private static func deleted(
        by id: OperationID, _ operation: Operation, _ document: Document?
    ) -> String? {
        guard operation.verb == .splice else { return nil }
        let address = CellAddress(
            operation.field, key: operation.key, subfield: operation.subfield)
        return document?[address]?.text.flatMap { TextReversal(of: id, in: $0) }?
            .value.parts.last?.string
    }
}
