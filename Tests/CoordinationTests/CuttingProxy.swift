import NIOCore
import NIOPosix
import SyncTransport

/// Stands between a replica and its hub, and cuts the line after so many bytes of both directions.
final class CuttingProxy {
    let endpoint: Endpoint
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)

    init(to hub: Endpoint, cutAfter limit: Int) throws {
        let group = group
        let channel = try ServerBootstrap(group: group)
            .childChannelOption(.autoRead, value: false)
            .childChannelInitializer { near in
                let budget = NIOLoopBoundBox(limit, eventLoop: near.eventLoop)
                return ClientBootstrap(group: near.eventLoop)
                    .channelOption(.autoRead, value: false)
                    .connect(host: hub.host, port: Int(hub.port))
                    .flatMapThrowing { far in
                        try near.pipeline.syncOperations.addHandler(Relay(far, budget))
                        try far.pipeline.syncOperations.addHandler(Relay(near, budget))
                        _ = far.setOption(.autoRead, value: true)
                        _ = near.setOption(.autoRead, value: true)
                    }
            }
            .bind(host: "127.0.0.1", port: 0).wait()
        endpoint = Endpoint(
            host: "127.0.0.1", port: UInt16(clamping: channel.localAddress?.port ?? 0))
    }

    deinit { try? group.syncShutdownGracefully() }

    private final class Relay: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let other: any Channel
        private let budget: NIOLoopBoundBox<Int>

        init(_ other: any Channel, _ budget: NIOLoopBoundBox<Int>) {
            self.other = other
            self.budget = budget
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            var bytes = unwrapInboundIn(data)
            let length = min(bytes.readableBytes, budget.value)
            let isOver = bytes.readableBytes >= budget.value
            budget.value -= length
            if let part = bytes.readSlice(length: length) {
                other.writeAndFlush(part, promise: nil)
            }
            guard isOver else { return }
            other.close(promise: nil)
            context.close(promise: nil)
        }

        func channelInactive(context: ChannelHandlerContext) { other.close(promise: nil) }
    }
}
