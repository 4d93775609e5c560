package import Causality
package import History
internal import NIOCore
internal import NIOPosix
package import SyncProtocol
internal import Synchronization

/// Accepts connections for a hub and drives a session over each.
///
/// Made and shut down on a thread that may wait; the hub's work is done by whoever owns the callbacks.
package final class HubListener: Sendable {
    package struct Configuration: Sendable {
        package let workspace: WorkspaceID
        package let hubKey: DeviceKey
        package var limits: GrantedLimits
        package var timing: SessionTiming
        package let randomBytes: @Sendable (Int) -> [UInt8]
        package var connectionsMax: Int

        package init(
            workspace: WorkspaceID, hubKey: DeviceKey, limits: GrantedLimits = GrantedLimits(),
            timing: SessionTiming, randomBytes: @escaping @Sendable (Int) -> [UInt8],
            connectionsMax: Int = TransportLimits.connectionsMax
        ) {
            self.workspace = workspace
            self.hubKey = hubKey
            self.limits = limits
            self.timing = timing
            self.randomBytes = randomBytes
            self.connectionsMax = connectionsMax
        }
    }

    /// Where it listens, with the port that the system chose if it was asked to.
    package let endpoint: Endpoint
    private let group: MultiThreadedEventLoopGroup
    private let channel: any Channel

    /// Begins to listen.
    package init(
        at endpoint: Endpoint, _ configuration: Configuration,
        callbacks: SessionCallbacks<HubSession>
    ) throws(TransportError) {
        guard endpoint.isLoopback else { throw .offLoopback(endpoint) }
        let door = HubDoor(configuration, callbacks)
        group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: CInt(TransportLimits.backlogMax))
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.writeBufferWaterMark, value: .session)
            .childChannelInitializer { door.admit($0) }
        do {
            channel = try bootstrap.bind(host: endpoint.host, port: Int(endpoint.port)).wait()
        } catch {
            try? group.syncShutdownGracefully()
            throw TransportError(listening: endpoint, error)
        }
        let port = channel.localAddress?.port ?? Int(endpoint.port)
        self.endpoint = Endpoint(host: endpoint.host, port: UInt16(clamping: port))
    }

    /// Asks the system for a port that nobody uses now, to be listened at later.
    package static func freeEndpoint(on host: String) throws(TransportError) -> Endpoint {
        let asked = Endpoint(host: host, port: 0)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        defer { try? group.syncShutdownGracefully() }
        do {
            let channel = try ServerBootstrap(group: group).bind(host: host, port: 0).wait()
            let port = channel.localAddress?.port ?? 0
            try channel.close().wait()
            return Endpoint(host: host, port: UInt16(clamping: port))
        } catch {
            throw TransportError(listening: asked, error)
        }
    }

    /// Takes no further connections; those that are there go on.
    package func stopAccepting() { channel.close(promise: nil) }

    /// Cuts what is left and ends the threads; may wait.
    package func shutDown() { try? group.syncShutdownGracefully() }
}

/// Gives every connection its number and its session, as long as there is room.
private final class HubDoor: Sendable {
    private let configuration: HubListener.Configuration
    private let callbacks: SessionCallbacks<HubSession>
    private let numbers = Atomic<UInt64>(0)
    private let present = Atomic<Int>(0)

    init(
        _ configuration: HubListener.Configuration, _ callbacks: SessionCallbacks<HubSession>
    ) {
        self.configuration = configuration
        self.callbacks = callbacks
    }

    func admit(_ channel: any Channel) -> EventLoopFuture<Void> {
        let count = present.add(1, ordering: .relaxed).newValue
        channel.closeFuture.whenComplete { _ in
            self.present.subtract(1, ordering: .relaxed)
        }
        let excess = count - configuration.connectionsMax
        guard excess <= TransportLimits.turnedAwayMax else {
            // Thrown before a byte is read: nothing is spent on a flood.
            return channel.eventLoop.makeFailedFuture(GoodbyeReason.busy)
        }
        let number = numbers.add(1, ordering: .relaxed).newValue
        return channel.eventLoop.makeCompletedFuture {
            let session = HubSession(
                HubSessionConfiguration(
                    workspace: self.configuration.workspace, hubKey: self.configuration.hubKey,
                    nonce: self.configuration.randomBytes(Hello.nonceByteCount),
                    limits: self.configuration.limits))
            let codec = MessageCodecHandler()
            let handler = SessionHandler(
                session, number: number, codec: codec, timing: self.configuration.timing,
                farewell: excess > 0 ? .busy : nil, callbacks: self.callbacks)
            try channel.pipeline.syncOperations.addHandlers(codec, handler)
        }
    }
}
