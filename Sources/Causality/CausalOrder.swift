/// How two points of history stand to each other.
package enum CausalOrder: Equatable, Sendable {
    case equal
    case before
    case after
    case concurrent
}
