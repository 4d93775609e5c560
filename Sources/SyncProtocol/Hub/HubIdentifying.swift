/// The proof is good; the registry is asked whether the device is let in.
///
/// Can go to: `welcomed` if it is; `closed` if not.
struct HubIdentifying: ~Copyable {
    let claim: Claim

    init(_ previous: consuming HubProving, claim: Claim) { self.claim = claim }
}
