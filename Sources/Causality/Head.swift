/// The newest change of a stream, named by its place in the chain: two contents at one number differ in their link.
package struct Head: Hashable, Comparable, Sendable {
    package let sequence: UInt64
    package let link: Link

    package init(_ sequence: UInt64, _ link: Link) {
        self.sequence = sequence
        self.link = link
    }

    package static func < (left: Head, right: Head) -> Bool {
        left.sequence != right.sequence ? left.sequence < right.sequence : left.link < right.link
    }
}
