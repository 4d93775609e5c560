package import ArgumentParser
internal import Foundation
internal import Replication
internal import SyncTransport

/// `rail sync`: exchanges with the hub.
package struct WorkspaceSync: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "sync", abstract: "Exchange changes with the hub.",
        discussion: "Example:  rail sync --watch")

    @OptionGroup package var options: GlobalOptions
    @Flag(help: "Stay connected, and show changes as they arrive.") package var watch = false
    @Flag(help: "Say whether history is the hub's, and the state what other replicas have.")
    package var verify = false

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        try session.output.expect(watch ? SyncReport.eventFields : SyncReport.fields)
        let replica = try session.open()
        let report = SyncReport(session)
        guard watch else {
            let summary = try replica.sync(comparesStates: verify, observe: report.observe)
            try report.finish(summary, schema: "sync", of: replica)
            if verify { try report.verify(summary) }
            return
        }
        let stop = StopRequest()
        let sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { @Sendable in stop.ask() }
            source.resume()
            return source
        }
        defer { sources.forEach { $0.cancel() } }
        try replica.watch(until: stop, observe: report.observeLive)
    }
}
