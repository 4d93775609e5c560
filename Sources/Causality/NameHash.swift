/// The hash by which names are found in dictionaries.
///
/// A hundred thousand names are looked up in every large merge, and the library's own hash (SipHash, made for
/// strings of any length) took a thirtieth of it. Names are two words, which one wide multiplication each mixes
/// well enough. They come from strangers, who could choose many with one hash if they knew how it begins: so it
/// begins with words that each process draws anew, as the library's own does.
///
/// Source: the folded multiplication of wyhash (Wang Yi et al., "Modern Non-Cryptographic Hash Function and
/// Pseudorandom Number Generator", 2019).
@usableFromInline
package enum NameHash {
    /// Drawn with the seed of the library's own hashes, which is fixed where a run asks for it.
    @usableFromInline
    package static let secrets: (UInt64, UInt64, UInt64) = (drawn(1), drawn(2), drawn(3))

    private static func drawn(_ purpose: Int) -> UInt64 {
        var hasher = Hasher()
        hasher.combine(purpose)
        // Odd, so that no word of a name is lost to an even factor.
        return UInt64(truncatingIfNeeded: hasher.finalize()) | 1
    }

    /// Hashes two words; more may follow before the end.
    @inlinable
    package static func begun(_ first: UInt64, _ second: UInt64, seed: Int) -> UInt64 {
        let secrets = secrets
        return folded(
            first ^ secrets.0 ^ UInt64(truncatingIfNeeded: seed), second ^ secrets.1)
    }

    /// Takes two more words into a hash.
    @inlinable
    package static func going(
        on hash: UInt64, _ first: UInt64, _ second: UInt64
    ) -> UInt64 {
        folded(first ^ hash, second ^ secrets.2)
    }

    /// Ends a hash: where names count up, what was folded counts up too, and tables take the lowest bits.
    @inlinable
    package static func ended(_ hash: UInt64) -> Int {
        let mixed = hash &* 0x9e37_79b9_7f4a_7c15
        return Int(truncatingIfNeeded: mixed ^ mixed >> 32)
    }

    /// All bits of both words, in one.
    @inlinable
    static func folded(_ first: UInt64, _ second: UInt64) -> UInt64 {
        let product = first.multipliedFullWidth(by: second)
        return product.high ^ product.low
    }
}
