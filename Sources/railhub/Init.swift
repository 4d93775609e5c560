import ArgumentParser
import Causality
import Coordination
import SyncTransport

/// Makes a hub and prints the first invite link.
struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a hub and print the first invite link; who joins by it is admin.")

    @OptionGroup var hub: HubOptions

    @Option(name: .long, help: "Where to listen; port 0 takes one that is free now.")
    var listen = "127.0.0.1:\(Endpoint.standardPort)"

    @Option(name: .long, help: "What people call the hub.")
    var name = "hub"

    @Option(name: .long, help: "The id of an existing workspace that this hub is to serve.")
    var workspace: String?

    @Flag(name: .long, help: "Print JSON.")
    var json = false

    func run() throws {
        let endpoint = try AddressArgument.endpoint(listen)
        var known: WorkspaceID?
        if let workspace {
            guard let id = WorkspaceID(hexadecimal: workspace) else {
                throw HubFailure(
                    "badWorkspace", "A workspace id has 32 hexadecimal digits.",
                    hint: "`rail whoami` prints it.", exitStatus: 2)
            }
            known = id
        }
        let directory = hub.directory
        let link = try HubFounding.make(
            directory, workspace: known, name: name, listen: endpoint,
            in: SystemHub.environment())
        if json {
            try Output.json(
                "railhub.init/1",
                InitData(
                    directory: directory.path, workspace: link.workspace.description,
                    hubKey: Hexadecimal.text(link.hubKey), listen: link.endpoint.description,
                    link: link.description))
        } else {
            Output.line("Made a hub in \(directory.path) for workspace \(link.workspace).")
            Output.line("link \(link)")
            Output.line("next: railhub serve --dir \(directory.path)")
            Output.line(
                "then: rail join LINK   (once, within seven days; who joins first is admin)")
        }
    }

    private struct InitData: Encodable {
        let directory: String
        let workspace: String
        let hubKey: String
        let listen: String
        let link: String
    }
}
