internal import Causality
internal import History
internal import ReleaseModel
internal import Replication

/// Changes as the log shows them: who, when, and what was written to what.
struct ChangeLines {
    /// One change, or that part of it which is about one thing.
    struct Entry {
        let change: String
        let milliseconds: Int64
        let author: String
        let things: [Thing]

        var json: JSONValue {
            .object([
                ("change", .string(change)), ("at", .number(milliseconds)),
                ("by", .string(author)),
                ("what", .string(things.map(\.line).joined(separator: "; "))),
                ("things", .array(things.map(\.json))),
            ])
        }
    }

    /// What a change wrote to one thing.
    struct Thing {
        let id: EntityID
        let name: String
        let writes: [WriteText]

        var line: String { "\(name)  \(written)" }

        var written: String { writes.map(\.line).joined(separator: ", ") }

        var json: JSONValue {
            .object([
                ("id", .string(Crockford.text(id))), ("name", .string(name)),
                ("writes", .array(writes.map(\.json))),
            ])
        }
    }

    /// A log of one thing looks this far back.
    private static let searchedMax = 100_000

    private let view: ReplicaView
    private let only: EntityID?
    private let names: ThingNames

    init(_ view: ReplicaView, only: EntityID?) {
        self.view = view
        self.only = only
        names = ThingNames(view)
    }

    func entries(limit: Int) throws -> [Entry] {
        let searched = only == nil ? limit : Self.searchedMax
        var entries: [Entry] = []
        var elements = ElementNames()
        for change in try view.changes(limit: searched) where entries.count < limit {
            if let entry = try entry(change, &elements) { entries.append(entry) }
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

    private func entry(
        _ admitted: AdmittedChange, _ elements: inout ElementNames
    ) throws -> Entry? {
        var order: [EntityID] = []
        var writes: [EntityID: [WriteText]] = [:]
        for (index, operation) in admitted.change.operations.enumerated() {
            guard let thing = try Self.thing(of: index, admitted, view),
                only == nil || only == thing
            else { continue }
            if writes[thing] == nil { order.append(thing) }
            let document = try view.document(thing)
            let text = try WriteText(
                operation, of: document?.entityKind,
                element: elements.name(of: operation, in: document), names.title
            ) { try view.change($0) }
            elements.note(text, operation, of: thing)
            writes[thing, default: []].append(text)
        }
        guard only == nil || !order.isEmpty else { return nil }
        let header = admitted.change.header
        return Entry(
            change: "\(header.stream.description.prefix(8))@\(header.sequence)",
            milliseconds: Int64(clamping: header.stamp.milliseconds),
            author: names.author(header.author),
            things: order.map { id in
                Thing(id: id, name: names.full(id), writes: WriteText.merged(writes[id] ?? []))
            })
    }
}
