package import ArgumentParser
internal import ReleaseModel
internal import Replication

/// `rail leave`: removes the workspace from this device.
package struct WorkspaceLeave: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "leave",
        abstract: "Remove this workspace from this device.",
        discussion: "Example:  rail leave --yes")

    @OptionGroup package var options: GlobalOptions
    @Flag(help: "Do it, even if changes that no hub has are lost.") package var yes = false

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        try session.output.expect(["folder", "unsynced", "removed"])
        let replica = try session.open()
        let unsynced = try replica.read { try $0.freshness().unsynced }
        let asOf = try replica.read { try AsOf($0) }
        if !session.output.isJSON {
            session.output.line(SafeText.line("This removes \(replica.paths.folder)."))
            session.output.line(
                unsynced == 0
                    ? "The hub has everything that was written here."
                    : "No hub has \(Counted(unsynced, "change")), which would be lost: `rail sync` first."
            )
        }
        let facts: [(String, JSONValue)] = [
            ("folder", .string(replica.paths.folder)), ("unsynced", .number(unsynced)),
        ]
        guard yes else {
            throw CommandFailure(
                "unconfirmed", "Nothing was removed.", hint: "Confirm with --yes.",
                status: .usage, facts: facts)
        }
        try Leaving.remove(replica)
        if session.output.isJSON {
            try session.output.envelope("leave", asOf, .object(facts + [("removed", .bool(true))]))
        } else {
            session.output.line("removed")
        }
    }
}
