package import Lattice

/// One field of an entity: its number for ever, its name for people, how it merges, what it holds.
package struct FieldDefinition: Hashable, Sendable {
    package let number: UInt32
    package let name: String
    package let kind: FieldKind
    package let type: ValueType
    /// For keyed maps the fields below a key.
    package let subfields: [FieldDefinition]
    /// The names of the subfields behind that of the field, as tables and cards say them.
    package let subfieldNames: [String]

    package init(
        _ number: UInt32, _ name: String, _ kind: FieldKind, _ type: ValueType,
        subfields: [FieldDefinition] = []
    ) {
        self.number = number
        self.name = name
        self.kind = kind
        self.type = type
        self.subfields = subfields
        subfieldNames = subfields.map { "\(name).\($0.name)" }
    }

    /// Says whether the field holds one value at a time, hence has a column of its own.
    package var isSingle: Bool {
        switch kind {
        case .register, .contestedRegister, .composite, .safety, .brake, .rank, .immutable,
            .stateMachine, .grantOnly, .text, .counter:
            true
        case .addWinsSet, .removeWinsSet, .growOnlyLog, .keyedMap: false
        }
    }
}
