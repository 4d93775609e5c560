import Causality
import Crypto
import History
import Testing

/// Whichever way hashes are made, they are what the cryptography library makes of the same bytes.
@Suite struct HashTests {
    /// The published example of FIPS 180-4, so that the two ways cannot be wrong alike.
    @Test func theLibraryMakesThePublishedHash() {
        let digest = SHA256.hash(data: Array("abc".utf8))
        #expect(
            digest.map { byte in
                String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
            }.joined() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    /// Every length around the edges of one, two and three blocks of 64 bytes, in every domain.
    @Test(arguments: Hash.Domain.allCases)
    func aHashOfAnyLengthIsTheLibrarys(_ domain: Hash.Domain) {
        let name = Array(domain.rawValue.utf8)
        for length in 0...200 {
            let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ length) }
            let expected = SHA256.hash(data: [UInt8(name.count)] + name + bytes)
            #expect(Hash.of(domain, bytes).bytes == Array(expected))
        }
    }

    @Test func twoDomainsNeverHashAlike() {
        let links = Hash.Domain.allCases.map { Hash.of($0, []) }
        #expect(Set(links).count == Hash.Domain.allCases.count)
    }
}
