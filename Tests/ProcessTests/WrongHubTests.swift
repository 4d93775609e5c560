import Foundation
import ProcessKit
import SyncProtocol
import SyncTransport
import Testing

/// A hub that is away, is another one, or does not let somebody in: one line each, and nothing lost.
@Suite struct `A hub that does not serve` {
    private static func refusal(
        _ status: Int32, _ code: String, _ reason: GoodbyeReason
    ) -> Refusal {
        Refusal(status, code, reason.sentence, hint: reason.hint)
    }

    /// The text of a link with some part of it changed.
    private static func link(
        _ link: InviteLink, endpoint: Endpoint? = nil, key: [UInt8]? = nil, secret: UInt8? = nil
    ) throws -> String {
        let bytes = secret.map { [UInt8](repeating: $0, count: InviteSecret.byteCount) }
        return InviteLink(
            endpoint: endpoint ?? link.endpoint, workspace: link.workspace,
            hubKey: key ?? link.hubKey,
            secret: try #require(InviteSecret(bytes: bytes ?? link.secret.bytes))
        ).description
    }

    @Test func `that is away stops nobody, and takes everything once it is back`() throws {
        let (hub, ana) = try Scene().hubAndAdmin()
        try ana.get("rail add 'Before the cut'")
        hub.terminate()
        let away = Refusal(
            1, "refused", "No hub listens at \(hub.link.endpoint).",
            hint: "Work goes on locally; sync again once the hub runs.")
        try Holdings.isKept(at: ana) { try away.expect(of: "rail sync", at: ana) }
        try ana.get("rail add 'During the cut'")
        #expect(try ana.get("rail ls").contains("During the cut"))
        try hub.start()
        #expect(try ana.get("rail sync").contains("identical to the hub"))
        let digest = try ana.get("rail status --digest | sed -n 's/^state digest *//p'")
        #expect(try hub.output(of: "digest").contains(digest))
    }

    @Test func `of another workspace refuses, and the link leaves nothing behind`() throws {
        let scene = try Scene()
        let (hub, _) = try scene.hubAndAdmin()
        let other = try scene.hub("other")
        try other.start()
        let ben = try scene.place("ben")
        let mixed = try Self.link(
            hub.link, endpoint: other.link.endpoint, key: other.link.hubKey)
        try Self.refusal(1, "wrong-workspace", .wrongWorkspace).expect(
            of: "rail join '\(mixed)' --as Ben", at: ben)
        try Self.expectNothing(at: ben)
    }

    @Test func `of another workspace is not joined from within a workspace`() throws {
        let scene = try Scene()
        let (_, ana) = try scene.hubAndAdmin()
        let other = try scene.hub("other")
        try Holdings.isKept(at: ana) {
            try Refusal(
                2, "invalid-link", "The link is for another workspace.",
                hint: "Join it from a directory of its own."
            ).expect(of: "rail join '\(other.link)'", at: ana)
            try ana.get("rail sync")
        }
    }

    @Test func `with another key than the link names is not trusted`() throws {
        let scene = try Scene()
        let hub = try scene.hub()
        try hub.start()
        let ben = try scene.place("ben")
        var key = hub.link.hubKey
        key[0] ^= 1
        let forged = try Self.link(hub.link, key: key)
        try Self.refusal(1, "wrong-hub-key", .wrongHubKey).expect(
            of: "rail join '\(forged)' --as Ben", at: ben)
        try Self.expectNothing(at: ben)
        // The secret was not spent on the impostor.
        try ben.get("rail join '\(hub.link)' --as Ben")
    }

    @Test func `does not take a secret twice, nor one it never gave`() throws {
        let scene = try Scene()
        let (hub, ana) = try scene.hubAndAdmin()
        let ben = try scene.place("ben")
        try Holdings.isKept(at: ana) {
            try Self.refusal(6, "invite-used", .inviteUsed).expect(
                of: "rail join '\(hub.link)' --as Ben", at: ben)
            try Self.expectNothing(at: ben)
            let guessed = try Self.link(hub.link, secret: 7)
            try Self.refusal(6, "invite-unknown", .inviteUnknown).expect(
                of: "rail join '\(guessed)' --as Ben", at: ben)
            try Self.expectNothing(at: ben)
        }
    }

    @Test func `does not take a secret that is too old`() throws {
        let start: UInt64 = 1_790_000_000_000
        let scene = try Scene(clock: start)
        let hub = try scene.hub()
        let ben = try scene.place("ben")
        try hub.start()
        try scene.set(clock: start + 8 * 86_400_000)
        try Self.refusal(6, "invite-expired", .inviteExpired)
            .expect(of: "rail join '\(hub.link)' --as Ben", at: ben)
        try Self.expectNothing(at: ben)
    }

    @Test(arguments: [
        "nonsense", "https://example.com/#a.b.c", "railyard://127.0.0.1:7117/",
        "railyard://127.0.0.1:7117/#1.2.3", "railyard://127.0.0.1:99999/#1.2.3",
    ])
    func `is not found by a link that is none`(text: String) throws {
        let ben = try Scene().place("ben")
        try Refusal(
            2, "invalid-link", "That is no invite link.",
            hint: "A link begins with railyard:// and is pasted in one piece, in quotes."
        ).expect(of: "rail join '\(text)'", at: ben)
        try Self.expectNothing(at: ben)
    }

    @Test func `stands elsewhere than on this machine is not spoken to in the clear`() throws {
        let scene = try Scene()
        let hub = try scene.hub()
        let ben = try scene.place("ben")
        let far = try #require(Endpoint("192.0.2.1:7117"))
        let link = try Self.link(hub.link, endpoint: far)
        try Refusal(
            1, "off-loopback",
            "192.0.2.1:7117 is not on this machine, and this version does not encrypt "
                + "connections.",
            hint: "Use 127.0.0.1, [::1] or localhost; reach other machines through a tunnel."
        ).expect(of: "rail join '\(link)'", at: ben)
        try Self.expectNothing(at: ben)
    }

    /// A join that failed leaves the directory free for the next link.
    private static func expectNothing(at place: Workplace) throws {
        #expect(try FileManager.default.contentsOfDirectory(atPath: place.directory) == [])
        #expect(try place.run("rail ls").status == 5)
    }
}
