import ArgumentParser
import Coordination
import SyncTransport

/// Serves a hub until it is asked to stop.
struct Serve: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve the hub until SIGTERM or SIGINT.",
        discussion: "Prints `listening on HOST:PORT` when it is ready; logs go to standard error.")

    @OptionGroup var hub: HubOptions

    @Option(name: .long, help: "Where to listen; by default as it did last.")
    var listen: String?

    @Option(name: .long, help: "How much to log: \(HubLog.levels.joined(separator: ", ")).")
    var logLevel = "info"

    func run() throws {
        guard let logger = HubLog.standardError(level: logLevel) else {
            throw HubFailure(
                "badLogLevel", "`\(logLevel)` is no log level.",
                hint: "Use one of \(HubLog.levels.joined(separator: ", ")).", exitStatus: 2)
        }
        let service = try HubService(
            hub.directory, listen: try listen.map(AddressArgument.endpoint),
            in: SystemHub.environment(), logger: logger)
        Output.line("listening on \(service.endpoint)")
        try service.runUntilSignalled()
    }
}
