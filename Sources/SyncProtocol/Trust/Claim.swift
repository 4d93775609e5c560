/// A device whose proof is good asks to be let in, perhaps by an invite whose proof is good too.
package struct Claim: Hashable, Sendable {
    package let publicKey: [UInt8]
    package let redemption: Redemption?

    package init(publicKey: [UInt8], redemption: Redemption?) {
        self.publicKey = publicKey
        self.redemption = redemption
    }
}
