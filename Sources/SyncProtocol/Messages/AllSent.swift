/// Says that all of the hub's log was sent that this replica wants, and that the hub knows of no device
/// that is bringing more: a replica that waits with its fold for what still comes need not wait longer.
///
/// A hint and no promise: another device may connect the next moment. Sent after many changes only.
package struct AllSent: Hashable, Sendable {
    /// The runs in the hub's log by then.
    package let count: UInt64

    package init(count: UInt64) { self.count = count }
}
