import Coordination
import SyncTransport

/// Reads an address from the command line.
enum AddressArgument {
    static func endpoint(_ text: String) throws -> Endpoint {
        guard let endpoint = Endpoint(text) else {
            throw HubFailure(
                "badAddress", "`\(text)` is no address.",
                hint: "Write it as 127.0.0.1:\(Endpoint.standardPort).", exitStatus: 2)
        }
        return endpoint
    }
}
