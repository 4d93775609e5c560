import Causality
import SimulationKit
import Testing

/// One value, one form: what the writer writes the reader reads, and nothing else.
@Suite struct CanonicalCodingTests {
    @Test(arguments: [0, 1, 0x7f, 0x80, 0x3fff, 0x4000, 1 << 62, 1 << 63, UInt64.max])
    func `a number comes back`(number: UInt64) throws {
        var writer = CanonicalWriter()
        writer.number(number)
        var reader = CanonicalReader(writer.bytes)
        let back = try reader.number()
        #expect(back == number)
        try reader.finish()
        var bounded = CanonicalReader(writer.bytes)
        let backBounded = try bounded.number(upTo: number)
        #expect(backBounded == number)
        guard number > 0 else { return }
        var refusing = CanonicalReader(writer.bytes)
        #expect(throws: CanonicalError.outOfRange) { try refusing.number(upTo: number - 1) }
    }

    @Test(arguments: [0, 1, -1, 63, 64, -64, -65, Int64.max, Int64.min])
    func `a signed number comes back`(number: Int64) throws {
        var writer = CanonicalWriter()
        writer.signed(number)
        var reader = CanonicalReader(writer.bytes)
        let back = try reader.signed()
        #expect(back == number)
        try reader.finish()
    }

    @Test(
        arguments: [
            ([0x80, 0x00], CanonicalError.overlongNumber),
            ([0xff, 0x80, 0x00], .overlongNumber),
            ([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02], .overlongNumber),
            ([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x81, 0x01], .overlongNumber),
            ([0x80], .truncated),
            ([], .truncated),
        ] as [([UInt8], CanonicalError)])
    func `a number has one form`(bytes: [UInt8], error: CanonicalError) {
        var reader = CanonicalReader(bytes)
        #expect(throws: error) { try reader.number() }
    }

    @Test func `a length above its limit or its input allocates nothing`() {
        var writer = CanonicalWriter()
        writer.number(UInt64.max)
        var reader = CanonicalReader(writer.bytes)
        #expect(throws: CanonicalError.tooMany(.max, limit: 10)) {
            try reader.counted(upTo: 10)
        }
        var short = CanonicalReader([5, 1, 2])
        #expect(throws: CanonicalError.truncated) { try short.counted(upTo: 10) }
        var sized = CanonicalReader([2, 0, 0, 0])
        #expect(throws: CanonicalError.truncated) { try sized.count(upTo: 10, ofSize: 2) }
        var fitting = CanonicalReader([2, 0, 0, 0, 0])
        #expect(throws: Never.self) { try fitting.count(upTo: 2, ofSize: 2) }
    }

    @Test func `identifiers and links are as long as they are`() throws {
        let id = StreamID(high: 0x0102_0304_0506_0708, low: .max)
        var writer = CanonicalWriter()
        writer.identifier(id)
        writer.counted([7, 8])
        #expect(writer.bytes.prefix(3) == [1, 2, 3])
        #expect(Array(writer.bytes.prefix(16)) == id.bytes)
        var reader = CanonicalReader(writer.bytes)
        let back = try reader.identifier(StreamID.self)
        #expect(back == id)
        #expect(reader.remaining == 3)
        let rest = try reader.counted(upTo: 2)
        #expect(rest == [7, 8])
        try reader.finish()
        var short = CanonicalReader(Array(writer.bytes.prefix(15)))
        #expect(throws: CanonicalError.truncated) { try short.identifier(StreamID.self) }
        #expect(throws: CanonicalError.truncated) { try short.link() }
    }

    @Test func `what is left over is refused`() throws {
        var reader = CanonicalReader([1, 2])
        _ = try reader.byte()
        #expect(throws: CanonicalError.trailing) { try reader.finish() }
        #expect(throws: CanonicalError.truncated) { try reader.raw(2) }
        #expect(throws: CanonicalError.truncated) { try reader.raw(-1) }
    }

    @Test(arguments: Seed.many) func `bytes that read as a number are that number's form`(
        seed: Seed
    ) {
        var generator = seed.generator
        for _ in 0..<200 {
            let bytes = (0..<generator.number(0...11)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            var reader = CanonicalReader(bytes)
            guard let number = try? reader.number() else { continue }
            var writer = CanonicalWriter()
            writer.number(number)
            #expect(writer.bytes == Array(bytes.prefix(reader.position)))
        }
    }
}
