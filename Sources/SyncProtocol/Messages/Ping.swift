/// Asks whether the other side still hears, after a silence.
package struct Ping: Hashable, Sendable {
    package let number: UInt32

    package init(number: UInt32) { self.number = number }
}
