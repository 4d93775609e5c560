internal import Dispatch
internal import Foundation

/// A bare connection on loopback, to say what no program of ours would say.
package final class LoopbackSocket: @unchecked Sendable {
    // Only closed in deinit; the system call is what is shared.
    private let descriptor: Int32
    private let answering = DispatchGroup()

    /// Connects to whoever listens there.
    package init(connectingTo port: UInt16) throws {
        descriptor = try Self.make()
        guard (Self.withAddress(port) { connect(descriptor, $0, $1) }) == 0 else {
            throw POSIXError(.ECONNREFUSED)
        }
    }

    /// Listens there in place of a hub.
    package init(listeningAt port: UInt16) throws {
        descriptor = try Self.make()
        var yes: Int32 = 1
        setsockopt(
            descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        guard (Self.withAddress(port) { bind(descriptor, $0, $1) }) == 0,
            listen(descriptor, 16) == 0
        else { throw POSIXError(.EADDRINUSE) }
    }

    deinit { close(descriptor) }

    /// Says that nothing more comes.
    package func finish() { shutdown(descriptor, Int32(SHUT_WR)) }

    package func send(_ bytes: [UInt8]) { Self.send(bytes, to: descriptor) }

    /// Reads until the other side hangs up.
    package func receiveUntilEnd() -> [UInt8] { Self.receiveUntilEnd(from: descriptor) }

    private static func receiveUntilEnd(from descriptor: Int32) -> [UInt8] {
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { return all }
            all += buffer[..<count]
        }
    }

    /// Says the same to everybody who connects, and hangs up, until told to stop.
    package func answerAll(with bytes: [UInt8]) {
        DispatchQueue.global().async(group: answering) { [self] in
            while true {
                let other = accept(descriptor, nil, nil)
                guard other >= 0 else { break }
                Self.send(bytes, to: other)
                shutdown(other, Int32(SHUT_WR))
                // To hang up on what was not read would take back what was said.
                _ = Self.receiveUntilEnd(from: other)
                close(other)
            }
        }
    }

    /// Ends the answering, so that the port is free once this object is gone.
    package func stop() {
        shutdown(descriptor, Int32(SHUT_RDWR))
        answering.wait()
    }

    private static func make() throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw POSIXError(.EMFILE) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return descriptor
    }

    private static func send(_ bytes: [UInt8], to descriptor: Int32) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            // Who was sent enough nonsense hangs up, rightly.
            guard count > 0 else { return }
            sent += count
        }
    }

    private static func withAddress<Result>(
        _ port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
