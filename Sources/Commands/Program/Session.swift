internal import Foundation
internal import ReleaseModel
package import Replication
package import SQLiteStorage

/// What one run of a command holds: the world, its replica, and how to answer.
package struct Session {
    package let options: GlobalOptions
    package let environment: ReplicaEnvironment
    package let output: Output

    package init(_ options: GlobalOptions, _ surroundings: Surroundings) throws {
        self.options = options
        let environment = surroundings.environment
        for zone in options.tz where !environment.zones.isKnown(zone) {
            throw CommandFailure(
                "unknown-zone", "There is no time zone “\(zone)”.",
                hint: "Zones have names such as Europe/Prague or UTC.", status: .usage)
        }
        self.environment = environment
        output = try Output(options, surroundings)
    }

    /// The zones of the answer, the reader's own first where none was asked for.
    package var zones: [String] { options.tz.isEmpty ? [environment.zone] : options.tz }

    /// An instant in the reader's zone, as `2026-11-12 16:00`.
    package func local(_ milliseconds: Int64) -> String {
        let minutes = Int(clamping: milliseconds / 60_000)
        guard let local = environment.zones.local(of: minutes, in: environment.zone) else {
            return "?"
        }
        return "\(local.date) \(local.time)"
    }

    /// The columns of a list that a field in time fills: one a zone.
    func columns(_ name: String) -> [String] { options.tz.isEmpty ? [name] : options.tz }

    func cells(_ stored: String) -> [String] {
        let text = CivilText(zones: environment.zones)
        return zones.map { text.text(stored, in: $0) }
    }

    package func open(_ access: WorkspaceDatabase.Access = .readWrite) throws -> Replica {
        try Replica.open(environment, access: access)
    }

    /// Reads without being able to write.
    package func read<Result>(_ body: (ReplicaView) throws -> Result) throws -> Result {
        try open(.readOnly).read(body)
    }
}
