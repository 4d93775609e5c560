/// The hub has proved its key and waits for the replica to prove its own.
///
/// Can go to: `identifying` on a good proof; `closed` on anything else or after five seconds.
struct HubProving: ~Copyable {
    let replica: Hello
    let transcript: Transcript

    init(replica: Hello, transcript: Transcript) {
        self.replica = replica
        self.transcript = transcript
    }

    /// Judges the proof; a genuine one leads to what the registry is asked.
    func claim(by proof: Proof) -> Result<Claim, GoodbyeReason> {
        #if !RAILYARD_BUG_PROOF_UNCHECKED  // Trips the checker `no stranger gets in`.
            guard transcript.isSigned(proof.signature, by: .replica, replica.publicKey) else {
                return .failure(.badProof)
            }
        #endif
        guard let invite = proof.invite else {
            return .success(Claim(publicKey: replica.publicKey, redemption: nil))
        }
        guard invite.isGenuine(in: transcript) else { return .failure(.badProof) }
        let redemption = Redemption(
            invite: InviteSecret.name(of: invite.inviteKey), publicKey: replica.publicKey,
            member: invite.member)
        return .success(Claim(publicKey: replica.publicKey, redemption: redemption))
    }
}
