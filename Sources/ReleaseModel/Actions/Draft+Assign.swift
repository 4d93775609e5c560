package import Causality
package import Lattice

// A field set by name: some fields have a meaning that a plain write would miss.

extension Draft {
    /// Gives a single-valued field a value as people state it (`FieldInput`), in the way that field asks.
    ///
    /// `ancestors` tells those above an item, nearest first, and is asked only where a parent is set.
    package mutating func assign(
        _ entity: EntityID, _ field: FieldDefinition, _ value: Value, zones: any ZoneRules,
        ancestors: (EntityID) throws -> [EntityID] = { _ in [] }
    ) throws {
        let document = try existing(entity)
        switch (document.entityKind, field) {
        case (.item, Item.assignee):
            guard let person = value.entityValue else { return try release(claimOn: entity) }
            try claim(entity, for: person, over: true)
        case (.item, Item.parent):
            try move(entity, below: value.entityValue, ancestors: ancestors)
        case (.entry, CalendarEntry.when): try move(entry: entity, to: value)
        case (.freeze, Freeze.window):
            guard let window = Window(value) else { return try set(entity, field, value) }
            try move(freeze: entity, to: window, zones: zones)
        case (_, SharedFields.archived), (_, SharedFields.alias), (_, SharedFields.origin),
            (_, SharedFields.mergedInto):
            throw DomainFailure.invalid(
                "\(field.name) is not set by hand.",
                hint: "Use rail archive, rail merge or rail import.")
        default:
            if field.kind.isMachine {
                try transition(entity, field, to: value.string ?? "")
            } else if case .text = field.kind {
                try edit(entity, field, to: value.textValue ?? "")
            } else {
                try set(entity, field, value)
            }
        }
    }

    /// Moves a freeze; to free time that it binds now is to lift it in part, which needs a grant.
    package mutating func move(
        freeze: EntityID, to window: Window, zones: any ZoneRules
    ) throws {
        let document = try existing(freeze)
        let isInForce = document.string(Freeze.state) == "in-force"
        guard
            !isInForce || !FreezeWindow.shrinks(document, to: window, zones: zones, reader: nil)
        else {
            throw DomainFailure.asked(
                GrantAsk(
                    "window:\(window.text)", of: freeze,
                    "That window would free time that the freeze binds now, which needs a grant.",
                    hint: "Make it longer, or ask for all of it to be lifted: rail freeze lift ID"))
        }
        try set(freeze, Freeze.window, window.value)
    }

    /// Records that somebody asks for a step that needs a grant; `request` names what records it.
    package mutating func ask(
        _ request: EntityID, for step: String, of subject: EntityID, reason: String?
    ) throws {
        let document = try existing(subject)
        try create(.request, request)
        try set(request, GrantRequest.title, .text("\(step) \(document.title ?? "")"))
        try set(request, GrantRequest.subject, .entity(subject))
        try set(request, GrantRequest.step, .text(step))
        try set(request, GrantRequest.seen, ArchiveClash.seen(document))
        if let reason { try set(request, GrantRequest.reason, .text(reason)) }
    }
}
