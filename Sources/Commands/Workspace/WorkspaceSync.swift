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
    @Flag(help: "Compare the whole history with the hub's and say whether it is identical.")
    package var verify = false

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        let replica = try session.open()
        let report = SyncReport(session)
        guard watch else {
            let summary = try replica.sync(observe: report.observe)
            try report.finish(summary, schema: "sync", of: replica)
            if verify, summary.isIdentical == false { throw ExitStatus.no }
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
