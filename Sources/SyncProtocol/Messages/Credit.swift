/// Lets the other side send more bytes of batches: as many were taken out of the way here.
package struct Credit: Hashable, Sendable {
    package let bytes: UInt32

    package init(bytes: UInt32) { self.bytes = bytes }
}
