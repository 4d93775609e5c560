/// What operations of one kind have in common; a batch says it once and numbers it.
struct OperationShape: Hashable {
    static let mustUnderstandFlag: UInt8 = 1
    static let keyFlag: UInt8 = 2
    static let flagsMax = mustUnderstandFlag | keyFlag

    let verb: UInt8
    let flags: UInt8
    let field: UInt32
    let subfield: UInt32

    /// Fields take 21 bits at their limit, so nothing overlaps.
    func hash(into hasher: inout Hasher) {
        let fields = UInt64(field) << 21 ^ UInt64(subfield)
        hasher.combine(fields << 16 ^ UInt64(flags) << 8 ^ UInt64(verb))
    }

    var hasKey: Bool { flags & Self.keyFlag != 0 }
}
