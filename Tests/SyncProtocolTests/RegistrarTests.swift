import Causality
import SyncProtocol
import Testing

/// Invites: single-use, expiring, never for another's name; the first to join is admin.
struct RegistrarTests {
    private let registry = InMemoryRegistry()
    private let alice = [UInt8](repeating: 1, count: 32)
    private let bob = [UInt8](repeating: 2, count: 32)
    private let first = Link(1, 0, 0, 0)
    private let second = Link(2, 0, 0, 0)
    private let now: UInt64 = 1_000_000

    init() {
        for name in [first, second] {
            registry.add(Invite(name: name, role: .contributor, expiresAtMilliseconds: now))
        }
    }

    private func redeem(
        _ invite: Link, _ key: [UInt8], as member: UInt64, at wall: UInt64? = nil
    ) throws -> Result<Enrolment, GoodbyeReason> {
        let redemption = Redemption(
            invite: invite, publicKey: key, member: MemberID(high: 0, low: member))
        return try Registrar.decide(
            Claim(publicKey: key, redemption: redemption), in: registry,
            atMilliseconds: wall ?? now)
    }

    @Test func `the first to join is admin, the next what the invite says`() throws {
        #expect(try redeem(first, alice, as: 1).get().roles == [.admin])
        #expect(try redeem(second, bob, as: 2).get().roles == [.contributor])
    }

    @Test func `an invite is used once, and its own device may come again`() throws {
        let enrolment = try redeem(first, alice, as: 1).get()
        #expect(try redeem(first, bob, as: 2) == .failure(.inviteUsed))
        #expect(try redeem(first, alice, as: 1) == .success(enrolment))
    }

    @Test func `an invite holds to its last millisecond`() throws {
        #expect(try redeem(first, alice, as: 1, at: now + 1) == .failure(.inviteExpired))
        #expect(try redeem(first, alice, as: 1, at: now).get().publicKey == alice)
    }

    @Test func `an unknown invite, an unknown device, a removed one`() throws {
        #expect(try redeem(Link(7, 7, 7, 7), alice, as: 1) == .failure(.inviteUnknown))
        let claim = Claim(publicKey: alice, redemption: nil)
        #expect(
            try Registrar.decide(claim, in: registry, atMilliseconds: now)
                == .failure(.unknownDevice))
        var enrolment = try redeem(first, alice, as: 1).get()
        enrolment.isRemoved = true
        registry.enrol(enrolment, redeeming: nil)
        #expect(
            try Registrar.decide(claim, in: registry, atMilliseconds: now)
                == .failure(.deviceRemoved))
        #expect(try redeem(second, alice, as: 1) == .failure(.deviceRemoved))
    }

    @Test func `nobody joins under another's name, save by an invite for that member`() throws {
        let admin = try redeem(first, alice, as: 1).get()
        #expect(try redeem(second, bob, as: 1) == .failure(.memberTaken))
        let own = InviteRequest(
            number: 1, invite: Link(3, 0, 0, 0), role: .viewer, member: admin.member,
            expiresAtMilliseconds: now + 5)
        #expect(
            try Registrar.invite(own, by: admin, in: registry, atMilliseconds: now) == .granted)
        let joined = try redeem(Link(3, 0, 0, 0), bob, as: 9).get()
        #expect(joined.member == admin.member)
        #expect(joined.roles == admin.roles)
    }

    @Test func `only an admin invites others, within thirty days`() throws {
        let admin = try redeem(first, alice, as: 1).get()
        let other = try redeem(second, bob, as: 2).get()
        let latest = now + SessionLimits.inviteValidityMaxMilliseconds
        func outcome(_ expiry: UInt64, by enrolment: Enrolment) throws -> InviteAnswer.Outcome {
            let request = InviteRequest(
                number: 1, invite: Link(expiry, 1, 1, 1), role: .contributor,
                expiresAtMilliseconds: expiry)
            return try Registrar.invite(
                request, by: enrolment, in: registry, atMilliseconds: now)
        }
        #expect(try outcome(latest, by: admin) == .granted)
        #expect(try outcome(latest + 1, by: admin) == .badExpiry)
        #expect(try outcome(now - 1, by: admin) == .badExpiry)
        #expect(try outcome(latest, by: other) == .notAdmin)
    }

    @Test func `open invites are bounded`() throws {
        let admin = try redeem(first, alice, as: 1).get()
        let open = registry.openInvites().count
        for number in open..<SessionLimits.openInvitesMax {
            registry.add(
                Invite(
                    name: Link(50, UInt64(number), 0, 0), role: .viewer,
                    expiresAtMilliseconds: now))
        }
        let request = InviteRequest(
            number: 1, invite: Link(60, 0, 0, 0), role: .viewer, expiresAtMilliseconds: now)
        #expect(
            try Registrar.invite(request, by: admin, in: registry, atMilliseconds: now)
                == .tooMany)
    }
}
