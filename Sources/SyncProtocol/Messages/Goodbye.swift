/// The last message of a session: why it ends.
package struct Goodbye: Hashable, Sendable {
    package let reason: GoodbyeReason

    package init(reason: GoodbyeReason) { self.reason = reason }
}
