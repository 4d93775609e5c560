internal import Causality
internal import Lattice
internal import ReleaseModel

/// One value of a record on its way into one cell of an entity.
struct FieldWrite {
    enum Place {
        case single(FieldDefinition)
        case element(FieldDefinition)
        case entry(FieldDefinition)
        case text(FieldDefinition)
        case state(FieldDefinition)
        case keyed(FieldDefinition, key: String, FieldDefinition)
        case parent
        case assignee
    }

    let name: String
    let place: Place
    let value: Value

    /// The name under which `SaidFields` remembers it: elements of sets count one by one.
    var mark: SaidFields.Mark {
        switch place {
        case .element(let field), .entry(let field):
            Self.mark(of: field, element: value)
        case .keyed(let field, let key, let below):
            SaidFields.Mark(name: "\(field.name)/\(below.name)", element: key, value: value)
        case .single, .text, .state, .parent, .assignee:
            SaidFields.Mark(name: name, value: value)
        }
    }

    /// The cell in which rivals of a plain value stand; moves and claims have cards that say more.
    var address: CellAddress? {
        switch place {
        case .single(let field), .state(let field): CellAddress(field.number)
        case .keyed(let field, let key, let below):
            CellAddress(field.number, key: Array(key.utf8), subfield: below.number)
        case .element, .entry, .text, .parent, .assignee: nil
        }
    }

    static func mark(of field: FieldDefinition, element: Value) -> SaidFields.Mark {
        let bytes = element.canonicalBytes.map { String($0, radix: 16) }.joined(separator: " ")
        return SaidFields.Mark(name: field.name, element: bytes, value: .none)
    }

    func perform(_ entity: EntityID, _ draft: inout Draft) throws {
        switch place {
        case .single(let field): try draft.set(entity, field, value)
        case .element(let field): try draft.add(entity, field, value)
        case .entry(let field): try draft.append(entity, field, value)
        case .text(let field): try draft.edit(entity, field, to: value.textValue ?? "")
        case .state(let field): try draft.transition(entity, field, to: value.string ?? "")
        case .keyed(let field, let key, let below):
            try draft.set(entity, field, value, key: Array(key.utf8), subfield: below)
        case .parent:
            let previous = try draft.existing(entity).value(Item.parent)?.parts.first?.entityValue
            guard previous != value.entityValue else { return }
            try draft.set(
                entity, Item.parent,
                ParentLoops.value(parent: value.entityValue, previous: previous))
        case .assignee:
            let holder = try draft.existing(entity).value(Item.assignee)?.parts.first
            guard holder != value else { return }
            try draft.set(entity, Item.assignee, .list([value, holder ?? .none]))
        }
    }

    /// The value that stands there now, for telling what people changed.
    func present(in document: Document) -> Value? {
        switch place {
        case .single(let field), .state(let field): document.value(field)
        case .text(let field): .text(document.text(field))
        case .keyed(let field, let key, let below):
            document.value(field, key: Array(key.utf8), below)
        case .parent: document.value(Item.parent)?.parts.first
        case .assignee: document.value(Item.assignee)?.parts.first
        case .element, .entry: nil
        }
    }
}
