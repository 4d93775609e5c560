package import Causality

/// One write to one cell of one entity.
///
/// The entity is named by the operation that created it (`target`), which costs two or three bytes on
/// the wire instead of sixteen. The cell is a field, for keyed fields with a key, for maps with a
/// field below the key. The value is canonical bytes that only the domain reads.
package struct Operation: Hashable, Sendable {
    package var verb: Verb
    /// A reader that does not know this verb or field must show the last understood state instead.
    package var mustUnderstand: Bool
    package var target: OperationID
    /// For `create` the kind of the entity, else the field.
    package var field: UInt32
    package var key: [UInt8]
    package var subfield: UInt32
    package var value: [UInt8]
    /// The operations that this one replaces, ascending: those it saw, never more.
    package var supersedes: Stretch<OperationID>

    package init(
        _ verb: Verb, target: OperationID, field: UInt32, key: [UInt8] = [], subfield: UInt32 = 0,
        value: [UInt8] = [], supersedes: [OperationID] = [], mustUnderstand: Bool = false
    ) {
        self.verb = verb
        self.mustUnderstand = mustUnderstand
        self.target = target
        self.field = field
        self.key = key
        self.subfield = subfield
        self.value = value
        self.supersedes = Stretch(supersedes)
    }
}
