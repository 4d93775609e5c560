internal import NIOCore
internal import NIOPosix

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

// What the system says of connections, in words.
extension TransportError {
    init(connecting endpoint: Endpoint, _ error: any Error) {
        switch error {
        case let error as TransportError:
            self = error
        case let error as NIOConnectionError:
            guard let first = error.connectionErrors.first?.error else {
                self = .unknownHost(endpoint)
                return
            }
            self = TransportError(connecting: endpoint, first)
        case let error as IOError:
            self = Self.connecting(endpoint, code: error.errnoCode)
        case ChannelError.connectTimeout:
            self = .timedOut(endpoint)
        case is SocketAddressError:
            self = .unknownHost(endpoint)
        default:
            self = .unreachable(endpoint, "\(error)")
        }
    }

    init(listening endpoint: Endpoint, _ error: any Error) {
        let code = (error as? IOError)?.errnoCode
        switch code {
        case EADDRINUSE:
            self.init(
                .addressInUse, "Another program listens at \(endpoint) already.",
                hint: "Stop it, or choose another port with --listen.")
        case EACCES, EPERM:
            self.init(
                .denied, "This user may not listen at \(endpoint).",
                hint: "Choose a port above 1023 with --listen.")
        case EADDRNOTAVAIL:
            self.init(
                .badAddress, "\(endpoint) is no address of this machine.",
                hint: "Choose another with --listen, such as 127.0.0.1:7117.")
        default:
            if let error = error as? TransportError {
                self = error
            } else if error is SocketAddressError {
                self = .unknownHost(endpoint)
            } else {
                self = .unreachable(endpoint, "\(error)")
            }
        }
    }

    private static func connecting(_ endpoint: Endpoint, code: CInt) -> TransportError {
        switch code {
        case ECONNREFUSED:
            TransportError(
                .refused, "No hub listens at \(endpoint).",
                hint: "Work goes on locally; sync again once the hub runs.")
        case ETIMEDOUT:
            timedOut(endpoint)
        case EMFILE, ENFILE, ENOBUFS, ENOMEM:
            TransportError(
                .exhausted, "The system has no room for another connection.",
                hint: "Close some programs, then sync again.")
        default:
            unreachable(endpoint, String(cString: strerror(code)))
        }
    }

    private static func timedOut(_ endpoint: Endpoint) -> TransportError {
        TransportError(
            .timedOut, "\(endpoint) did not answer in time.",
            hint: "Work goes on locally; sync again once the hub can be reached.")
    }

    private static func unknownHost(_ endpoint: Endpoint) -> TransportError {
        TransportError(
            .badAddress, "Nothing is known of the host \(endpoint.host).",
            hint: "Check the address of the hub.")
    }

    private static func unreachable(_ endpoint: Endpoint, _ why: String) -> TransportError {
        TransportError(
            .unreachable, "\(endpoint) cannot be reached (\(why)).",
            hint: "Work goes on locally; sync again once the hub can be reached.")
    }
}
