internal import Causality
internal import Lattice
internal import ReleaseModel

/// Brings one field of one thing to what a line of an export says, with the fewest operations.
struct ExportedFieldWriting {
    let field: FieldDefinition
    let target: EntityID
    let tree: SourceTree
    /// What could not be taken, with the reason.
    private(set) var refused: [(reason: String, value: String)] = []

    init(field: FieldDefinition, target: EntityID, tree: SourceTree) {
        self.field = field
        self.target = target
        self.tree = tree
    }

    mutating func perform(_ draft: inout Draft) throws {
        switch field.kind {
        case .text:
            let text = CanonicalText(TextRules.cleanProse(tree.text ?? ""))
            guard try draft.existing(target).text(field) != text else { return }
            try draft.edit(target, field, to: text)
        case .addWinsSet, .removeWinsSet: try set(&draft)
        case .growOnlyLog: try log(&draft)
        case .keyedMap:
            field == SharedFields.attributes ? try attributes(&draft) : try checks(&draft)
        case .stateMachine(let table): try walk(table, &draft)
        case .grantOnly, .counter: refuse("is given by a hub, not by an export", tree.summary)
        case .register, .contestedRegister, .composite, .safety, .brake, .rank, .immutable:
            try single(&draft)
        }
    }

    private mutating func refuse(_ reason: String, _ value: String) {
        refused.append((reason, value))
    }

    private mutating func single(_ draft: inout Draft) throws {
        let shown = try draft.existing(target).value(field)
        if field == SharedFields.origin, tree.isEmpty { return }
        guard let text = tree.text ?? (field == SharedFields.origin ? "" : nil) else {
            try clear(shown, &draft)
            return
        }
        let read =
            field == SharedFields.origin
            ? ExportedText.origin(tree) : ExportedText.value(text, for: field)
        guard let value = read else {
            refuse("does not fit the field", tree.summary)
            return
        }
        switch field {
        case Item.parent:
            try FieldWrite(name: field.name, place: .parent, value: value).perform(target, &draft)
        case Item.assignee:
            try FieldWrite(name: field.name, place: .assignee, value: value).perform(
                target, &draft)
        default:
            if shown != value { try draft.set(target, field, value) }
        }
    }

    private func clear(_ shown: Value?, _ draft: inout Draft) throws {
        guard let shown, shown != .none, shown.parts.first != Value.none else { return }
        switch field {
        case Item.parent:
            let previous = shown.parts.first?.entityValue
            try draft.set(
                target, field, ParentLoops.value(parent: nil, previous: previous))
        case Item.assignee: try draft.release(claimOn: target)
        default: try draft.set(target, field, .none)
        }
    }

    private mutating func values() -> [Value] {
        var values: [Value] = []
        for member in tree.members ?? (tree.isEmpty ? [] : [tree]) {
            if let text = member.text, let value = ExportedText.value(text, for: field) {
                values.append(value)
            } else {
                refuse("does not fit the field", member.summary)
            }
        }
        return values
    }

    private mutating func set(_ draft: inout Draft) throws {
        let wanted = values()
        for element in try draft.existing(target).elements(field)
        where !wanted.contains(element) {
            try draft.remove(target, field, element)
        }
        for element in wanted { try draft.add(target, field, element) }
    }

    /// Logs only grow: what is there as often as the line says it is not said again.
    private mutating func log(_ draft: inout Draft) throws {
        var present: [Value: Int] = [:]
        for entry in try draft.existing(target).entries(field) {
            present[entry.value, default: 0] += 1
        }
        for value in values() {
            if let count = present[value], count > 0 {
                present[value] = count - 1
            } else {
                try draft.append(target, field, value)
            }
        }
    }

    private mutating func attributes(_ draft: inout Draft) throws {
        guard let below = field.subfields.first else { return }
        var said: [[UInt8]: Value] = [:]
        var order: [[UInt8]] = []
        if case .map(let entries) = tree.value {
            for entry in entries {
                guard let text = entry.tree.text else {
                    refuse("does not fit the field", entry.tree.summary)
                    continue
                }
                let key = Array(TextRules.cleanLine(entry.key).utf8)
                said[key] = .text(TextRules.cleanProse(text))
                order.append(key)
            }
        } else if !tree.isEmpty {
            refuse("is no map of names and values", tree.summary)
            return
        }
        try forget(except: Set(order), &draft)
        for key in order {
            guard let value = said[key],
                try draft.existing(target).value(field, key: key, below) != value
            else { continue }
            try draft.set(target, field, value, key: key, subfield: below)
        }
    }

    private mutating func checks(_ draft: inout Draft) throws {
        var kept: Set<[UInt8]> = []
        var writes: [([UInt8], FieldDefinition, Value)] = []
        for member in tree.members ?? [] {
            guard let key = Hexadecimal.bytes(member.entry("key")?.tree.text ?? ""), !key.isEmpty
            else {
                refuse("a check has no key", member.summary)
                continue
            }
            kept.insert(key)
            for below in field.subfields {
                guard let text = member.entry(below.name)?.tree.text,
                    let value = ExportedText.value(text, for: below)
                else { continue }
                writes.append((key, below, value))
            }
        }
        try forget(except: kept, &draft)
        for (key, below, value) in writes
        where try draft.existing(target).value(field, key: key, below) != value {
            try draft.set(target, field, value, key: key, subfield: below)
        }
    }

    /// Takes away what stands below other keys.
    private func forget(except kept: Set<[UInt8]>, _ draft: inout Draft) throws {
        let document = try draft.existing(target)
        for key in document.keys(field) where !kept.contains(key) {
            for below in field.subfields {
                let address = CellAddress(field.number, key: key, subfield: below.number)
                let live = document.liveIDs(at: address)
                if !live.isEmpty { try draft.retract(target, at: address, live) }
            }
        }
    }

    /// Goes to a state by the shortest way that needs no grant.
    private mutating func walk(_ table: StateTable, _ draft: inout Draft) throws {
        let present = try draft.existing(target).value(field)?.textValue ?? table.initial
        guard let text = tree.text else { return }
        let wanted = CanonicalText(text)
        guard wanted != present else { return }
        guard let way = Self.way(from: present, to: wanted, table) else {
            refuse("cannot be reached from \(present) without a grant", text)
            return
        }
        for state in way { try draft.transition(target, field, to: state.string) }
    }

    private static func way(
        from start: CanonicalText, to end: CanonicalText, _ table: StateTable
    ) -> [CanonicalText]? {
        var before: [CanonicalText: CanonicalText] = [:]
        var queue = [start]
        while let state = queue.first {
            queue.removeFirst()
            guard state != end else {
                var way: [CanonicalText] = []
                var place = end
                while place != start, let previous = before[place] {
                    way.insert(place, at: 0)
                    place = previous
                }
                return way
            }
            for next in table.steps[state, default: []] + table.brakes
            where next != start && before[next] == nil && !table.granted.contains(next) {
                before[next] = state
                queue.append(next)
            }
        }
        return nil
    }
}
