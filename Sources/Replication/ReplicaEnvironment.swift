package import ReleaseModel

/// Everything that a replica takes from the world outside: time, randomness, place and identity.
///
/// Programs make one of the real world (`SystemEnvironment`); tests set whatever they like.
package struct ReplicaEnvironment: Sendable {
    /// Milliseconds since 1970 by the wall clock.
    package var clock: @Sendable () -> UInt64
    /// So many bytes that nobody can guess.
    package var random: @Sendable (Int) -> [UInt8]
    package var zones: any ZoneRules
    /// The zone of whoever reads.
    package var zone: String
    /// What the operating system calls this machine.
    package var machine: [UInt8]
    package var variables: [String: String]
    package var currentDirectory: String
    /// What the kinds and fields of the log mean, and how much of it that is: this version's own, unless a
    /// test plays a later one.
    package var schema: @Sendable (UInt32) -> EntitySchema? = { Schema.of(number: $0) }
    package var schemaLevel = Schema.level

    package init(
        clock: @escaping @Sendable () -> UInt64, random: @escaping @Sendable (Int) -> [UInt8],
        zones: any ZoneRules, zone: String, machine: [UInt8], variables: [String: String],
        currentDirectory: String
    ) {
        self.clock = clock
        self.random = random
        self.zones = zones
        self.zone = zone
        self.machine = machine
        self.variables = variables
        self.currentDirectory = currentDirectory
    }

    /// The wall time of the reader now.
    package var now: CivilDateTime? {
        zones.local(of: Int(clamping: clock() / 60_000), in: zone)
    }
}
