/// Now, as a host tells it to a machine: a steady clock for waiting, a wall clock for people.
package struct SessionTime: Hashable, Sendable {
    /// Milliseconds of a clock that never goes back.
    package let steady: UInt64
    /// Milliseconds since 1970, as right as the host's clock is.
    package let wall: UInt64

    package init(steady: UInt64, wall: UInt64) {
        self.steady = steady
        self.wall = wall
    }
}
