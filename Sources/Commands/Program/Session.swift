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
        output = Output(options, surroundings)
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

    /// A moment as its table holds it, as a zone's clocks show it; a day stays the day that it is.
    package func civil(_ text: String, in zone: String) -> String {
        guard let moment = Moment(text) else { return text }
        guard case .local = moment, let start = moment.start(environment.zones, reader: zone),
            let local = environment.zones.local(of: start, in: zone)
        else { return moment.date.description }
        return "\(local.date) \(local.time)"
    }

    package func open(_ access: WorkspaceDatabase.Access = .readWrite) throws -> Replica {
        try Replica.open(environment, access: access)
    }

    /// Reads without being able to write.
    package func read<Result>(_ body: (ReplicaView) throws -> Result) throws -> Result {
        try open(.readOnly).read(body)
    }
}
