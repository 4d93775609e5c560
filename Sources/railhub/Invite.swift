import ArgumentParser
import Coordination
import SyncTransport

/// Opens one more invite from the hub's own machine.
struct Invite: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print a link by which one more device may join; works while the hub serves.")

    @OptionGroup var hub: HubOptions

    @Flag(name: .long, help: "Let the one who joins be admin.")
    var admin = false

    @Flag(name: .long, help: "Print JSON.")
    var json = false

    func run() throws {
        let link = try HubFounding.invite(
            hub.directory, asAdmin: admin, in: SystemHub.environment())
        if json {
            try Output.json("railhub.invite/1", InviteData(link: link.description))
        } else {
            Output.line("link \(link)")
        }
    }

    private struct InviteData: Encodable {
        let link: String
    }
}
