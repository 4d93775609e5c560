/// The hub has said who it is and not yet proved it.
///
/// Can go to: `proving` on a good proof; `closed` on anything else or after five seconds.
struct ReplicaDoubting: ~Copyable {
    let transcript: Transcript
    let hubKey: [UInt8]

    init(_ previous: consuming ReplicaGreeting, hub: Hello, binding: [UInt8]) {
        transcript = Transcript(replica: previous.own, hub: hub, binding: binding)
        hubKey = hub.publicKey
    }

    func isGenuine(_ proof: Proof) -> Bool {
        transcript.isSigned(proof.signature, by: .hub, hubKey)
    }
}
