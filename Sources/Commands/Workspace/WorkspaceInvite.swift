package import ArgumentParser
internal import Replication
internal import SyncProtocol
internal import SyncTransport

/// `rail invite`: a link for somebody new.
package struct WorkspaceInvite: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "invite", abstract: "Make an invite link, for one device, once.",
        discussion: "Example:  rail invite --role planner --for 2h")

    @OptionGroup package var options: GlobalOptions
    @Option(help: "viewer, contributor, planner, manager, admin or service.")
    package var role = "contributor"
    @Option(name: .customLong("for"), help: "How long the link works: 30m, 2h, 3d.")
    package var duration = "2h"

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        guard let role = Role.allCases.first(where: { "\($0)".lowercased() == self.role }) else {
            throw CommandFailure(
                "unknown-role", "There is no role “\(self.role)”.",
                hint: "Roles: " + Role.allCases.map { "\($0)" }.joined(separator: ", ") + ".",
                status: .usage)
        }
        guard let milliseconds = Self.milliseconds(duration) else {
            throw CommandFailure(
                "invalid-duration", "“\(duration)” is no duration.",
                hint: "Write 30m, 2h or 3d.", status: .usage)
        }
        try session.output.expect(["link"])
        let replica = try session.open()
        let link = try replica.invite(role: role, lifetimeMilliseconds: milliseconds)
        if session.output.isJSON {
            try session.output.envelope(
                "invite", nil, .object([("link", .string(link.description))]))
        } else {
            session.output.line(link.description)
        }
    }

    static func milliseconds(_ text: String) -> UInt64? {
        guard let unit = text.last, let count = UInt64(text.dropLast()), count > 0,
            count < 100_000
        else { return nil }
        return switch unit {
        case "m": count * 60_000
        case "h": count * 3_600_000
        case "d": count * 86_400_000
        default: nil
        }
    }
}
