internal import Causality
internal import History
internal import Lattice
internal import ReleaseModel

/// One write of the log in words: the field, what stood there, and what does since.
struct WriteText {
    enum Content {
        case made
        case value(old: String, new: String)
        case added(String)
        case removed(String)
        case text(inserted: Int, deleted: Int)
        case takenBack
    }

    let field: String
    /// Which element of the field, where it holds several under names.
    private(set) var element: String?
    let content: Content
    /// What an edit of a text put in and took out, where that was asked for.
    private var texts: (inserted: String, deleted: String?)?

    /// A longer value would push the others from the line; programs get all of it.
    private static let shownMax = 60

    init(
        _ operation: Operation, of kind: EntityKind?, element: String? = nil,
        deleted: String? = nil, _ name: @escaping (EntityID) -> String,
        _ lookup: Replaced.ChangeLookup
    ) throws {
        self.element = element
        guard operation.verb != .create else {
            field = EntityKind(rawValue: operation.field)?.name ?? "thing"
            content = .made
            return
        }
        let whole = kind.flatMap { Schema.of($0).field(operation.field) }
        let part = whole?.subfields.first { $0.number == operation.subfield }
        field =
            [whole?.name, part?.name].compactMap { $0 }.joined(separator: ".").nonEmpty
            ?? "field \(operation.field)"
        let definition = part ?? whole
        let text = { (operation: Operation) -> String in
            guard let definition,
                let value = try? Value(canonicalBytes: operation.value)
            else { return "?" }
            return FieldOutput(name: name).text(value, for: definition)
        }
        switch operation.verb {
        case .write, .transition:
            let old = try Replaced.operations(by: operation, lookup).last {
                $0.verb == .write || $0.verb == .transition
            }
            var initial = ""
            if case .stateMachine(let table) = definition?.kind { initial = table.initial.string }
            content = .value(old: old.map(text) ?? initial, new: text(operation))
        case .add: content = .added(text(operation))
        case .append: content = .value(old: "", new: text(operation))
        case .remove: content = .removed(text(operation))
        case .splice:
            let edit = try? Value(canonicalBytes: operation.value)
            texts = (edit?.parts.last?.string ?? "", deleted)
            content = .text(
                inserted: edit?.parts.last?.string?.count ?? 0,
                deleted: Int(edit?.parts.dropFirst().first?.integerValue ?? 0))
        case .retract:
            let old = try Replaced.operations(by: operation, lookup).last
            content = old.map { .removed(text($0)) } ?? .takenBack
        default: content = .value(old: "", new: text(operation))
        }
    }

    private init(field: String, content: Content) {
        self.field = field
        self.content = content
    }

    /// The field with its element, as a heading of what was written there.
    var heading: String {
        if case .made = content { return "new \(field)" }
        return element.map { "\(field) “\($0)”" } ?? field
    }

    /// What stood there, empty for nothing.
    var old: String? {
        switch content {
        case .value(let old, _): old
        case .removed(let value): value
        case .made, .added, .text, .takenBack: nil
        }
    }

    /// What stands there since.
    var new: String? {
        switch content {
        case .value(_, let new): new
        case .added(let value): value
        case .made, .removed, .text, .takenBack: nil
        }
    }

    /// The lines that went and those that came, each marked at its begin.
    var differences: [(text: String, style: Terminal.Style)] {
        var (gone, come) = (old, new)
        if case .text(_, let count) = content, let texts {
            come = texts.inserted
            gone = texts.deleted ?? (count > 0 ? "\(Counted(count, "character"))" : nil)
        }
        func lines(_ text: String?, _ sign: String) -> [String] {
            guard let text, !text.isEmpty else { return [] }
            return text.split(separator: "\n", omittingEmptySubsequences: false)
                .map { "\(sign) \($0)" }
        }
        return lines(gone, "-").map { ($0, .red) } + lines(come, "+").map { ($0, .green) }
    }

    /// For a line among others: a longer value is cut.
    var line: String { line(Self.short) }

    /// The same in full.
    var words: String { line { $0 } }

    private func line(_ short: (String) -> String) -> String {
        let field = element.map { "\(self.field) “\(short($0))”" } ?? self.field
        let sign = self.field == SharedFields.labels.name ? "" : "\(field) "
        return switch content {
        case .made: "new \(field)"
        case .value(let old, let new):
            old.isEmpty
                ? "\(field): \(short(new))"
                : new.isEmpty
                    ? "\(field): \(short(old)) taken away"
                    : "\(field): \(short(old)) -> \(short(new))"
        case .added(let value): "\(sign)+\(short(value))"
        case .removed(let value): "\(sign)-\(short(value))"
        case .text(let inserted, let deleted):
            "\(field): \(Counted(inserted, "character")) in, \(deleted) out"
        case .takenBack: "\(field) taken back"
        }
    }

    var json: JSONValue {
        let members: [(String, JSONValue)] =
            switch content {
            case .made: [("verb", .string("made"))]
            case .value(let old, let new):
                [
                    ("verb", .string("set")), ("old", .text(old.nonEmpty)),
                    ("new", .text(new.nonEmpty)),
                ]
            case .added(let value): [("verb", .string("added")), ("new", .string(value))]
            case .removed(let value): [("verb", .string("removed")), ("old", .string(value))]
            case .text(let inserted, let deleted):
                [
                    ("verb", .string("edited")), ("inserted", .number(Int64(inserted))),
                    ("deleted", .number(Int64(deleted))),
                ]
            case .takenBack: [("verb", .string("taken back"))]
            }
        let place = element.map { [("element", JSONValue.string($0))] } ?? []
        return .object([("field", .string(field))] + place + members)
    }

    /// The edits of one text as one, and no relation that merely says that it is there.
    static func merged(_ writes: [WriteText]) -> [WriteText] {
        var merged: [WriteText] = []
        for write in writes {
            if case .text(let inserted, let deleted) = write.content, let last = merged.last,
                last.field == write.field, case .text(let before, let out) = last.content
            {
                merged[merged.count - 1] = WriteText(
                    field: write.field,
                    content: .text(inserted: before + inserted, deleted: out + deleted))
            } else {
                merged.append(write)
            }
        }
        return merged
    }

    private static func short(_ text: String) -> String {
        text.count <= shownMax ? text : text.prefix(shownMax - 1) + "…"
    }
}

extension String {
    fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
