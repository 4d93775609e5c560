/// A cell as far as one shape of one batch tells cells apart; everything in it is already a number.
struct CellKey: Hashable {
    let label: UInt64
    let sequence: UInt64
    let index: UInt32
    /// The number of the key in the batch's dictionary, 0 for none.
    let key: UInt32
}
