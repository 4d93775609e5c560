internal import NIOCore
internal import NIOPosix
internal import SyncProtocol

/// Opens the connection under a replica's session.
struct Connector {
    let plan: SyncPlan
    let environment: SyncEnvironment
    let group: any EventLoopGroup
    let mailbox: SessionMailbox

    /// Connects and begins the session; what follows arrives in the mailbox.
    func connect() throws(TransportError) -> any Channel {
        let endpoint = plan.endpoint
        guard endpoint.isLoopback else { throw .offLoopback(endpoint) }
        let configuration = plan.session(
            nonce: environment.randomBytes(Hello.nonceByteCount))
        let timing = SessionTiming(wallMilliseconds: environment.wallMilliseconds)
        let callbacks = mailbox.callbacks
        let bootstrap = ClientBootstrap(group: group)
            .connectTimeout(.milliseconds(TransportLimits.connectMaxMilliseconds))
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelOption(.writeBufferWaterMark, value: .session)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let codec = MessageCodecHandler()
                    let session = SessionHandler(
                        ReplicaSession(configuration), number: 0, codec: codec,
                        timing: timing, callbacks: callbacks)
                    try channel.pipeline.syncOperations.addHandlers(codec, session)
                }
            }
        do {
            let channel = try bootstrap.connect(
                host: endpoint.host, port: Int(endpoint.port)
            ).wait()
            // A session that ended at once has no address any more; the mailbox tells its story.
            if let address = channel.remoteAddress, !address.isLoopback {
                channel.close(promise: nil)
                throw TransportError.offLoopback(endpoint)
            }
            return channel
        } catch {
            throw TransportError(connecting: endpoint, error)
        }
    }
}

extension ChannelOptions.Types.WriteBufferWaterMark {
    /// Between the marks lies a page of runs.
    static let session = ChannelOptions.Types.WriteBufferWaterMark(
        low: TransportLimits.writableLowBytes, high: TransportLimits.writableHighBytes)
}
