package import Causality
package import Lattice

/// Writes the values of fields as people read them, in the form that `FieldInput` takes back.
package struct FieldOutput {
    /// Names another entity: by its title, its alias, or its identifier.
    private let name: (EntityID) -> String

    package init(name: @escaping (EntityID) -> String = { Crockford.text($0) }) {
        self.name = name
    }

    /// The text of a value; empty for one that was cleared.
    package func text(_ value: Value, for field: FieldDefinition) -> String {
        switch field.type {
        case .moment: return Moment(value)?.text ?? plain(value)
        case .window: return Window(value)?.text ?? plain(value)
        // A claim and a move also say what was there before.
        case .entity: return plain(value.parts.first ?? value)
        case .composite: return composite(value, field)
        case .line, .prose, .integer, .flag, .word, .zone, .rank: return plain(value)
        }
    }

    private func composite(_ value: Value, _ field: FieldDefinition) -> String {
        if field == Person.hours, value.parts.count == 3 {
            let parts = value.parts.map(plain)
            return "\(parts[0])-\(parts[1])@\(parts[2])"
        }
        if field == SharedFields.archived { return plain(value.parts.first ?? value) }
        return value.parts.isEmpty
            ? plain(value)
            : value.parts.map(plain).filter { !$0.isEmpty }.joined(separator: " ")
    }

    private func plain(_ value: Value) -> String {
        switch value {
        case .none: ""
        case .flag(let flag): flag ? "yes" : "no"
        case .integer(let number): String(number)
        case .text(let text): text.string
        case .bytes(let bytes): Hexadecimal.text(bytes)
        case .entity(let id): name(id)
        case .list(let values): values.map(plain).joined(separator: " ")
        }
    }
}
