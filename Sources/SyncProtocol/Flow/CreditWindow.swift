package import History

/// The receiving half of flow control: what the other side may still send, and when to let it send more.
///
/// A sender may send while its credit is above zero, so one batch may overdraw it: memory is bounded
/// by the window and one batch.
package struct CreditWindow: Hashable, Sendable {
    private var granted: Int
    private var returnable = 0

    package init(bytes: UInt32) { granted = Int(bytes) }

    /// What a batch costs: its encoded bytes, and something even where it has none.
    package static func cost(of batch: Batch) -> Int { max(batch.encoded?.count ?? 0, 1) }

    /// Takes a received batch off the credit; false if the sender had none left.
    package mutating func take(_ cost: Int) -> Bool {
        guard granted > 0 else { return false }
        granted -= cost
        return true
    }

    /// Counts a batch as out of the way; returns the bytes to grant anew, 0 while they are too few to bother.
    package mutating func release(_ cost: Int) -> UInt32 {
        #if RAILYARD_BUG_CREDIT_KEPT  // Trips the checker `liveness after heal`.
            return 0
        #else
            returnable += cost
            guard returnable >= Int(SessionLimits.creditGrainBytes) || granted <= 0 else {
                return 0
            }
            let bytes = UInt32(clamping: returnable)
            granted += Int(bytes)
            returnable -= Int(bytes)
            return bytes
        #endif
    }
}
