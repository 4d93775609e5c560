/// Answers a ping by its number.
package struct Pong: Hashable, Sendable {
    package let number: UInt32

    package init(number: UInt32) { self.number = number }
}
