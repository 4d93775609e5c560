internal import NIOCore

/// Where a hub listens: a host and a port, as people write them.
package struct Endpoint: Hashable, Sendable, CustomStringConvertible {
    /// The port that is proposed where none is given.
    package static let standardPort: UInt16 = 7117

    package let host: String
    /// 0 lets the system choose one when listening.
    package let port: UInt16

    package init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// Reads `HOST:PORT`, `[ADDRESS]:PORT` or a host alone; nil where it is neither.
    package init?(_ text: some StringProtocol) {
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            let host = text[text.index(after: text.startIndex)..<end]
            self.init(host: host, port: text[text.index(after: end)...])
        } else {
            let end = text.lastIndex(of: ":") ?? text.endIndex
            guard !text[..<end].contains(":") else { return nil }
            self.init(host: text[..<end], port: text[end...])
        }
    }

    private init?(host: some StringProtocol, port: some StringProtocol) {
        let isName = host.utf8.allSatisfy { unit in
            (0x21...0x7e).contains(unit) && unit != UInt8(ascii: "/")
                && unit != UInt8(ascii: "#") && unit != UInt8(ascii: "@")
        }
        guard !host.isEmpty, host.utf8.count <= TransportLimits.hostLengthMaxBytes, isName
        else { return nil }
        guard !port.isEmpty else {
            self.init(host: String(host), port: Self.standardPort)
            return
        }
        guard port.first == ":", let number = UInt16(port.dropFirst()) else { return nil }
        self.init(host: String(host), port: number)
    }

    /// Says whether only programs on this machine can be at the other end.
    ///
    /// Names are not looked up: a name that somebody else answers for proves nothing.
    package var isLoopback: Bool {
        guard host != "localhost" else { return true }
        guard let address = try? SocketAddress(ipAddress: host, port: Int(port)) else {
            return false
        }
        return address.isLoopback
    }

    package var description: String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}

extension SocketAddress {
    /// Says whether the address lies in `127.0.0.0/8` or is `::1`.
    var isLoopback: Bool {
        switch self {
        case .v4: ipAddress?.hasPrefix("127.") ?? false
        case .v6: ipAddress == "::1"
        case .unixDomainSocket: true
        }
    }
}
