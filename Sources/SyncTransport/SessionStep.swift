package import SyncProtocol

/// An action of a session machine, sorted by who carries it out.
package enum SessionStep<Action: Sendable>: Sendable {
    /// The connection sends it.
    case send(Message)
    /// The connection wakes the machine at this steady time, and at no other.
    case schedule(UInt64)
    /// The connection ends.
    case close(GoodbyeReason)
    /// Whoever owns the session carries it out; what reads runs waits until there is room to send them.
    case errand(Action, whenWritable: Bool)
}
