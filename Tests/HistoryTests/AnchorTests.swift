import Causality
import History
import StoreConformance
import Testing

@Suite struct `The anchor` {
    private static let machine = Array("laptop".utf8)
    private static let file = Anchor.FileIdentity(device: 8, inode: 4711)

    private var own = ScriptedStream(1)
    private let changes: [VectorEntry]

    init() {
        var heads: [VectorEntry] = []
        for _ in 0..<5 {
            _ = own.write()
            heads.append(own.head)
        }
        changes = heads
    }

    private func decide(
        anchorAt: Int, databaseAt: Int, machine: [UInt8] = machine,
        file: Anchor.FileIdentity = file
    ) -> AnchorDecision {
        let anchor = Anchor(own: changes[anchorAt], machine: Self.machine, file: Self.file)
        return AnchorDecision.of(
            anchor, own: changes[databaseAt], machine: machine, file: file
        ) { changes[...databaseAt].contains($0) }
    }

    @Test func `at the database's own head everything is as it was left`() {
        #expect(decide(anchorAt: 3, databaseAt: 3) == .normal)
    }

    @Test func `a crash between commit and anchor only refreshes it`() {
        #expect(decide(anchorAt: 2, databaseAt: 3) == .refresh)
    }

    @Test func `a database restored from a backup mints, it never counts on`() {
        #expect(decide(anchorAt: 4, databaseAt: 2) == .mint(.behind))
    }

    @Test func `a database that took another way since mints`() {
        var other = own
        other.flavour = 1
        _ = other.write()
        let anchor = Anchor(own: other.head, machine: Self.machine, file: Self.file)
        _ = other.write()
        let decision = AnchorDecision.of(
            anchor, own: VectorEntry(own.stream, 7, .origin), machine: Self.machine,
            file: Self.file
        ) { changes.contains($0) }
        #expect(decision == .mint(.diverged))
        let beside = AnchorDecision.of(
            Anchor(own: changes[2], machine: Self.machine, file: Self.file),
            own: VectorEntry(own.stream, 3, .origin), machine: Self.machine, file: Self.file
        ) { _ in false }
        #expect(beside == .mint(.diverged))
    }

    @Test func `a copied directory mints, and so does a new machine`() {
        let copy = Anchor.FileIdentity(device: 8, inode: 4712)
        #expect(decide(anchorAt: 3, databaseAt: 3, file: copy) == .mint(.otherFile))
        #expect(
            decide(anchorAt: 3, databaseAt: 3, machine: Array("other".utf8))
                == .mint(.otherMachine))
    }

    @Test func `without an anchor or a stream there is nothing to trust`() {
        let absent = AnchorDecision.of(
            nil, own: changes[0], machine: Self.machine, file: Self.file
        ) { _ in true }
        #expect(absent == .mint(.anchorAbsent))
        let first = AnchorDecision.of(
            nil, own: nil, machine: Self.machine, file: Self.file
        ) { _ in true }
        #expect(first == .mint(.firstUse))
    }

    @Test func `its bytes come back, and half of them never do`() throws {
        let anchor = Anchor(own: changes[4], machine: Self.machine, file: Self.file)
        #expect(try Anchor(bytes: anchor.bytes) == anchor)
        for length in anchor.bytes.indices {
            #expect(throws: CanonicalError.self) {
                try Anchor(bytes: Array(anchor.bytes.prefix(length)))
            }
        }
        for index in anchor.bytes.indices {
            var flipped = anchor.bytes
            flipped[index] ^= 1
            #expect(throws: CanonicalError.self) { try Anchor(bytes: flipped) }
        }
    }
}
