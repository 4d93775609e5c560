/// What the values of a field are, so that input can be judged and output written without asking the entity.
package enum ValueType: Hashable, Sendable {
    /// One line.
    case line
    /// Several lines.
    case prose
    case integer
    case flag
    /// One of these words.
    case word([String])
    /// Another entity of one of these kinds.
    case entity([EntityKind])
    /// A point: local date-time and zone, or date and policy.
    case moment
    /// Two points in one zone.
    case window
    case zone
    /// A fractional place in an order.
    case rank
    /// Parts whose meaning only the entity knows.
    case composite
}
