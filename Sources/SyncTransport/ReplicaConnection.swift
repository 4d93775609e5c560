internal import NIOCore
internal import NIOPosix
internal import SyncProtocol

/// Syncs a replica with its hub: once and to the end, or for as long as somebody watches.
///
/// The caller's thread does the storage work and waits; one more thread, made here and gone at the
/// end, moves bytes. Commands that do not sync never start it.
package enum ReplicaConnection {
    /// Does one whole sync: sends all that is held here, stores all that the hub held, and ends.
    package static func run(
        _ plan: SyncPlan, host: any ReplicaSessionHost, in environment: SyncEnvironment,
        observe: (SyncEvent) -> Void = { _ in }
    ) throws -> SyncSummary {
        let mailbox = SessionMailbox()
        return try withGroup { group in
            let connector = Connector(
                plan: plan, environment: environment, group: group, mailbox: mailbox)
            _ = try connector.connect()
            var sitting = ReplicaSitting(plan: plan, host: host, mailbox: mailbox, staysLive: false)
            return try sitting.run(observe)
        }
    }

    /// Stays connected, sends what is written and stores what comes, until `stop` is asked for.
    ///
    /// Interruptions that can pass are waited out; any other ends the watch with its error.
    package static func watch(
        _ plan: SyncPlan, host: any ReplicaSessionHost, in environment: SyncEnvironment,
        until stop: StopRequest, observe: (SyncEvent) -> Void
    ) throws {
        try withGroup { group in
            var plan = plan
            var backoff = Backoff()
            while !stop.isAsked {
                let mailbox = SessionMailbox()
                stop.reach(mailbox)
                let connector = Connector(
                    plan: plan, environment: environment, group: group, mailbox: mailbox)
                do {
                    _ = try connector.connect()
                    var sitting = ReplicaSitting(
                        plan: plan, host: host, mailbox: mailbox, staysLive: true)
                    _ = try sitting.run { event in
                        if case .connected = event {
                            backoff.reset()
                            plan.joining = nil
                        }
                        observe(event)
                    }
                } catch let error as TransportError where error.isRetryable {
                    let pause = backoff.pause(random: environment.randomNumber)
                    observe(.interrupted(error, retryInMilliseconds: pause))
                    _ = mailbox.take(withinMilliseconds: pause)
                }
            }
        }
    }

    private static func withGroup<Result>(
        _ body: (MultiThreadedEventLoopGroup) throws -> Result
    ) throws -> Result {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        defer { try? group.syncShutdownGracefully() }
        return try body(group)
    }
}
