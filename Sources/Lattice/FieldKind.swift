/// How the concurrent writes of a field become one reading.
package indirect enum FieldKind: Hashable, Sendable {
    /// A register: one winner is shown, siblings are kept until superseded.
    case register
    /// A register whose concurrency always opens a card (`reg!`).
    case contestedRegister
    /// Parts that mean something only together (start, end and zone), written whole.
    case composite
    /// A register where the leftmost of these values wins over concurrent others.
    case safety(SafetyOrder)
    /// A safety register on which only a grant may replace a safer value.
    case brake(SafetyOrder)
    /// A set in which a concurrent addition survives a removal.
    case addWinsSet
    /// A set in which a concurrent removal survives an addition.
    case removeWinsSet
    case growOnlyLog
    case counter
    case text
    case rank
    /// Records under keys, whose fields are again of these kinds.
    case keyedMap([UInt32: FieldKind])
    /// Written once, at creation.
    case immutable
    /// A machine whose transitions supersede those they saw.
    case stateMachine(StateTable)
    /// Written only by a grant; an ordinary write stays, void.
    case grantOnly
}
