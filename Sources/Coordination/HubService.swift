internal import Dispatch
package import Logging
internal import ServiceLifecycle
package import SyncTransport
internal import Synchronization
internal import UnixSignals

/// A hub that listens, until it is asked to stop.
///
///     opened ─▶ listening ──SIGTERM, SIGINT──▶ draining ─▶ stopped
///
/// Draining takes no further connections, commits and answers what was taken in, says goodbye to all.
package final class HubService: Service {
    package let endpoint: Endpoint
    private let hub: Hub
    private let listener: HubListener
    private let lock: ServingLock
    private let logger: Logger

    /// Opens the files and begins to listen; may wait, so not for asynchronous code.
    package init(
        _ directory: HubDirectory, listen: Endpoint?, in environment: HubEnvironment,
        logger: Logger
    ) throws {
        try directory.expectHub()
        guard let lock = try ServingLock(directory) else {
            throw HubFailure(
                "serving", "Another process serves \(directory.path) already.",
                hint: "`railhub status --dir \(directory.path)` says where it listens.")
        }
        self.lock = lock
        self.logger = logger
        let key = try directory.key()
        hub = try Hub(directory, in: environment, logger: logger)
        let configuration = HubListener.Configuration(
            workspace: hub.identity.workspace, hubKey: key,
            timing: SessionTiming(wallMilliseconds: environment.wallMilliseconds),
            randomBytes: environment.randomBytes)
        listener = try HubListener(
            at: try listen ?? directory.address(), configuration, callbacks: hub.callbacks)
        endpoint = listener.endpoint
        try directory.writeAddress(endpoint)
        logger.info(
            "listening",
            metadata: [
                "endpoint": "\(endpoint)", "workspace": "\(hub.identity.workspace)",
                "name": "\(hub.identity.name)",
            ])
    }

    package func run() async throws {
        // Ends when the group that runs it is asked to shut down.
        try? await gracefulShutdown()
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                self.stop()
                continuation.resume()
            }
        }
    }

    /// Serves until SIGTERM or SIGINT, on a thread that may wait; throws what went wrong.
    package func runUntilSignalled() throws {
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [self], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        let outcome = Mutex<Result<Void, any Error>>(.success(()))
        let done = DispatchSemaphore(value: 0)
        Task {
            do {
                try await group.run()
            } catch {
                outcome.withLock { $0 = .failure(error) }
            }
            done.signal()
        }
        done.wait()
        try outcome.withLock { $0 }.get()
    }

    /// Drains and ends; may wait.
    package func stop() {
        listener.stopAccepting()
        hub.drain()
        listener.shutDown()
        logger.info("stopped")
    }
}
