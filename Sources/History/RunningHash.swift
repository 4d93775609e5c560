import Causality

#if os(Linux) && canImport(CCryptoBoringSSL)
    internal import CCryptoBoringSSL

    /// A SHA-256 (FIPS 180-4) under way.
    ///
    /// It calls the C functions that the cryptography library itself calls. Its own type makes an object for
    /// each hash, checks each access to it and wipes it twice, which costs more than the hash of a change;
    /// each change takes three (Protocol/decisions/0008-hashes-without-objects.md).
    struct RunningHash {
        private var context = SHA256_CTX()

        init() { _ = unsafe CCryptoBoringSSL_SHA256_Init(&context) }

        mutating func update(_ bytes: UnsafeRawBufferPointer) {
            _ = unsafe CCryptoBoringSSL_SHA256_Update(&context, bytes.baseAddress, bytes.count)
        }

        consuming func finish() -> Link {
            var words = (UInt64.zero, UInt64.zero, UInt64.zero, UInt64.zero)
            unsafe withUnsafeMutableBytes(of: &words) { digest in
                _ = unsafe CCryptoBoringSSL_SHA256_Final(digest.baseAddress, &context)
            }
            return Link(
                UInt64(bigEndian: words.0), UInt64(bigEndian: words.1),
                UInt64(bigEndian: words.2), UInt64(bigEndian: words.3))
        }
    }
#else
    internal import Crypto

    /// A SHA-256 (FIPS 180-4) under way.
    struct RunningHash {
        private var hasher = SHA256()

        mutating func update(_ bytes: UnsafeRawBufferPointer) {
            unsafe hasher.update(bufferPointer: bytes)
        }

        consuming func finish() -> Link {
            unsafe hasher.finalize().withUnsafeBytes { digest in
                let word = { (place: Int) in
                    UInt64(
                        bigEndian: unsafe digest.loadUnaligned(
                            fromByteOffset: 8 * place, as: UInt64.self))
                }
                return Link(word(0), word(1), word(2), word(3))
            }
        }
    }
#endif
