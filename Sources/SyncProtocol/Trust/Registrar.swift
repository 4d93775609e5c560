internal import Causality

/// Decides who is let in: the rules over a registry, the same at every hub.
package enum Registrar {
    /// Enrols a device by an invite.
    ///
    /// The first device of a workspace becomes admin, whatever its invite says. A device that lost
    /// the hub's answer and comes again with the same invite is let in as before.
    package static func redeem(
        _ redemption: Redemption, in registry: any HubRegistry, atMilliseconds wall: UInt64
    ) throws -> Result<Enrolment, GoodbyeReason> {
        guard let invite = try registry.invite(named: redemption.invite) else {
            return .failure(.inviteUnknown)
        }
        if invite.usedBy == redemption.publicKey,
            let enrolment = try registry.enrolment(of: redemption.publicKey)
        {
            return enrolment.isRemoved ? .failure(.deviceRemoved) : .success(enrolment)
        }
        guard invite.usedBy == nil else { return .failure(.inviteUsed) }
        guard wall <= invite.expiresAtMilliseconds else { return .failure(.inviteExpired) }
        let known = try registry.enrolments()
        let others = known.filter { $0.publicKey != redemption.publicKey }
        let member = invite.member ?? redemption.member
        let same = others.last { $0.member == member && !$0.isRemoved }
        guard same == nil || invite.member != nil else { return .failure(.memberTaken) }
        let enrolment = Enrolment(
            publicKey: redemption.publicKey, member: member,
            roles: same?.roles ?? [known.isEmpty ? .admin : invite.role])
        try registry.enrol(enrolment, redeeming: invite.name)
        return .success(enrolment)
    }

    /// Answers whether a device that was enrolled before is let in.
    package static func admit(
        _ publicKey: [UInt8], by registry: any HubRegistry
    ) throws -> Result<Enrolment, GoodbyeReason> {
        guard let enrolment = try registry.enrolment(of: publicKey) else {
            return .failure(.unknownDevice)
        }
        return enrolment.isRemoved ? .failure(.deviceRemoved) : .success(enrolment)
    }

    /// Opens an invite that a member asked for.
    package static func invite(
        _ request: InviteRequest, by enrolment: Enrolment, in registry: any HubRegistry,
        atMilliseconds wall: UInt64
    ) throws -> InviteAnswer.Outcome {
        let isOwn = request.member == enrolment.member
        guard !enrolment.isRemoved, isOwn || enrolment.roles.contains(.admin) else {
            return .notAdmin
        }
        let latest = wall + SessionLimits.inviteValidityMaxMilliseconds
        guard (wall...latest).contains(request.expiresAtMilliseconds) else { return .badExpiry }
        guard try registry.invite(named: request.invite) == nil else { return .granted }
        guard try registry.openInvites().count < SessionLimits.openInvitesMax else {
            return .tooMany
        }
        try registry.add(
            Invite(
                name: request.invite, role: request.role, member: request.member,
                expiresAtMilliseconds: request.expiresAtMilliseconds))
        return .granted
    }
}

extension Registrar {
    /// Answers a claim: a device that is known is let in, one that is not needs an invite.
    package static func decide(
        _ claim: Claim, in registry: any HubRegistry, atMilliseconds wall: UInt64
    ) throws -> Result<Enrolment, GoodbyeReason> {
        let known = try admit(claim.publicKey, by: registry)
        guard case .failure(.unknownDevice) = known, let redemption = claim.redemption else {
            return known
        }
        return try redeem(redemption, in: registry, atMilliseconds: wall)
    }
}
