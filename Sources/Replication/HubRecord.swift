internal import Causality
internal import GRDB
package import SyncTransport

/// What a replica knows of its hub: where it is, and the key that it must prove.
package struct HubRecord: Sendable {
    package let endpoint: Endpoint
    package let publicKey: [UInt8]
    /// The one-time secret of the link, until the device is enrolled.
    package let secret: [UInt8]?

    package init(endpoint: Endpoint, publicKey: [UInt8], secret: [UInt8]?) {
        self.endpoint = endpoint
        self.publicKey = publicKey
        self.secret = secret
    }

    init?(_ values: NamedValues) throws {
        guard let address = try values.string(NamedValues.hubAddress),
            let endpoint = Endpoint(address), let key = try values.bytes(NamedValues.hubKey)
        else { return nil }
        self.init(
            endpoint: endpoint, publicKey: key, secret: try values.bytes(NamedValues.hubSecret))
    }

    func save(_ values: NamedValues) throws {
        try values.set(endpoint.description, NamedValues.hubAddress)
        try values.set(publicKey, NamedValues.hubKey)
        try values.set(secret, NamedValues.hubSecret)
    }
}
