import Causality

extension CanonicalReader {
    mutating func byteOrMalformed() throws(WireError) -> UInt8 {
        do throws(CanonicalError) { return try byte() } catch { throw .malformed(error) }
    }

    mutating func numberOrMalformed() throws(WireError) -> UInt64 {
        do throws(CanonicalError) { return try number() } catch { throw .malformed(error) }
    }

    func finished() throws(WireError) {
        do throws(CanonicalError) { try finish() } catch { throw .malformed(error) }
    }
}

extension UInt64 {
    /// This number moved by the signed difference that comes next, inside `0...limit`.
    func advanced(
        bySignedIn reader: inout CanonicalReader, upTo limit: UInt64
    ) throws(CanonicalError) -> UInt64 {
        let (sum, overflow) = Int64(clamping: self).addingReportingOverflow(try reader.signed())
        guard !overflow, sum >= 0, UInt64(sum) <= limit else { throw .outOfRange }
        return UInt64(sum)
    }
}
