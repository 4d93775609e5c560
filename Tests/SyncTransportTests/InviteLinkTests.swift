import Causality
import SyncProtocol
import SyncTransport
import Testing

@Suite struct `Links and addresses` {
    private func link() throws -> InviteLink {
        let secret = try #require(InviteSecret(bytes: [UInt8](repeating: 5, count: 16)))
        return InviteLink(
            endpoint: Endpoint(host: "127.0.0.1", port: 7117),
            workspace: WorkspaceID(high: 1, low: 2), hubKey: [UInt8](repeating: 9, count: 32),
            secret: secret)
    }

    @Test func `a link that is pasted is the link that was made`() throws {
        let link = try link()
        let read = try #require(InviteLink(link.description))
        #expect(read.endpoint == link.endpoint)
        #expect(read.workspace == link.workspace)
        #expect(read.hubKey == link.hubKey)
        #expect(read.secret.bytes == link.secret.bytes)
    }

    @Test func `what is no link is none`() throws {
        let text = try link().description
        #expect(InviteLink("") == nil)
        #expect(InviteLink("https" + text.dropFirst(8)) == nil)
        #expect(InviteLink(String(text.dropLast())) == nil)
        #expect(InviteLink(text + ".00") == nil)
        #expect(InviteLink(text.replacing("#", with: "")) == nil)
        let long = String(repeating: "0", count: TransportLimits.linkLengthMaxBytes)
        #expect(InviteLink(text + long) == nil)
    }

    @Test func `addresses are read as people write them`() {
        #expect(Endpoint("127.0.0.1:80") == Endpoint(host: "127.0.0.1", port: 80))
        #expect(Endpoint("[::1]:80") == Endpoint(host: "::1", port: 80))
        #expect(Endpoint("localhost")?.port == Endpoint.standardPort)
        for wrong in ["", ":80", "a:b", "a:70000", "::1:80", "[::1", "a b:1", "a/b:1"] {
            #expect(Endpoint(wrong) == nil, "\(wrong)")
        }
        let name = String(repeating: "a", count: TransportLimits.hostLengthMaxBytes)
        #expect(Endpoint(name) != nil)
        #expect(Endpoint(name + "a") == nil)
    }

    @Test(arguments: ["127.0.0.1", "127.8.9.1", "::1", "localhost"])
    func `this machine is this machine`(host: String) {
        #expect(Endpoint(host: host, port: 1).isLoopback)
    }

    @Test(arguments: ["10.0.0.1", "0.0.0.0", "::", "example.org", "localhost.example.org"])
    func `other machines are not`(host: String) {
        #expect(!Endpoint(host: host, port: 1).isLoopback)
    }

    @Test func `pauses double up to a bound and are never all equal`() {
        var calm = Backoff()
        var hasty = Backoff()
        var calmest: [UInt64] = []
        for _ in 0..<12 {
            let longest = calm.pause(random: UInt64.max - 1)
            let shortest = hasty.pause(random: 0)
            #expect(shortest >= TransportLimits.backoffBaseMilliseconds / 2)
            #expect(longest <= TransportLimits.backoffMaxMilliseconds)
            calmest.append(shortest)
        }
        #expect(calmest.last == TransportLimits.backoffMaxMilliseconds / 2)
        #expect(calmest == calmest.sorted())
    }
}
