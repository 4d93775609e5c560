import CZstd

/// Compresses and expands the columns of a batch through the system's libzstd.
///
/// What is hashed never passes here, so two versions of the library may compress differently.
enum Zstandard {
    /// The library's own default: higher levels take ten times as long to save a tenth.
    static let level: Int32 = 3

    /// One frame that bears its length; nil where the library fails or the result is no shorter.
    ///
    /// A block ends at each cut, so that columns of unlike numbers do not share one code table.
    static func compressed(_ bytes: [UInt8], cuts: [Int]) -> [UInt8]? {
        guard let context = ZSTD_createCCtx() else { return nil }
        defer { ZSTD_freeCCtx(context) }
        guard ZSTD_isError(ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level)) == 0,
            ZSTD_isError(ZSTD_CCtx_setPledgedSrcSize(context, UInt64(bytes.count))) == 0
        else { return nil }
        let capacity = bytes.count
        var isComplete = false
        let frame = [UInt8](unsafeUninitializedCapacity: capacity) { target, count in
            count = 0
            bytes.withUnsafeBytes { source in
                var output = ZSTD_outBuffer(dst: target.baseAddress, size: capacity, pos: 0)
                var input = ZSTD_inBuffer(src: source.baseAddress, size: 0, pos: 0)
                for cut in cuts where cut > input.size && cut < source.count {
                    input.size = cut
                    let rest = ZSTD_compressStream2(context, &output, &input, ZSTD_e_flush)
                    guard rest == 0, input.pos == cut else { return }
                }
                input.size = source.count
                let rest = ZSTD_compressStream2(context, &output, &input, ZSTD_e_end)
                guard rest == 0, input.pos == source.count else { return }
                count = output.pos
                isComplete = true
            }
        }
        return isComplete && frame.count < bytes.count ? frame : nil
    }

    /// The bytes of exactly one frame that holds exactly `length` of them.
    ///
    /// The caller has checked `length` against its limits: this is where memory is taken.
    static func expanded(_ frame: [UInt8], to length: Int) throws(WireError) -> [UInt8] {
        let isOneFrame = frame.withUnsafeBytes { source -> Bool in
            guard source.count > 4 else { return false }
            let magic = source.loadUnaligned(as: UInt32.self)
            return UInt32(littleEndian: magic) == railyard_zstd_magic()
                && ZSTD_findFrameCompressedSize(source.baseAddress, source.count) == source.count
                && ZSTD_getFrameContentSize(source.baseAddress, source.count) == UInt64(length)
        }
        guard isOneFrame else { throw .badCompression }
        let bytes = [UInt8](unsafeUninitializedCapacity: length) { target, count in
            let result = frame.withUnsafeBytes {
                ZSTD_decompress(target.baseAddress, length, $0.baseAddress, $0.count)
            }
            count = ZSTD_isError(result) == 0 ? result : 0
        }
        guard bytes.count == length else { throw .badCompression }
        return bytes
    }
}
