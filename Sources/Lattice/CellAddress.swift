/// Says which cell of an entity: a field, for keyed fields a key, for maps a field below the key.
package struct CellAddress: Hashable, Comparable, Sendable {
    package let field: UInt32
    /// Empty for a plain field.
    package let key: [UInt8]
    /// 0 for everything but the fields of a map's records.
    package let subfield: UInt32

    package init(_ field: UInt32, key: [UInt8] = [], subfield: UInt32 = 0) {
        self.field = field
        self.key = key
        self.subfield = subfield
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(UInt64(field) << 32 | UInt64(subfield))
        if !key.isEmpty { hasher.combine(key) }
    }

    package static func < (left: CellAddress, right: CellAddress) -> Bool {
        if left.field != right.field { return left.field < right.field }
        if left.key != right.key { return left.key.lexicographicallyPrecedes(right.key) }
        return left.subfield < right.subfield
    }
}
