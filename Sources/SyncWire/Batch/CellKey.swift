/// A cell as far as one shape of one batch tells cells apart; everything in it is already a number.
struct CellKey: Hashable {
    let label: UInt64
    let sequence: UInt64
    let index: UInt32
    /// The number of the key in the batch's dictionary, 0 for none.
    let key: UInt32

    /// Labels take 21 bits, indexes 15 and keys 24 at the limits of a batch, so nothing overlaps.
    func hash(into hasher: inout Hasher) {
        hasher.combine(sequence)
        hasher.combine(label << 40 ^ UInt64(index) << 24 ^ UInt64(key))
    }
}
