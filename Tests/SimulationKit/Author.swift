import Causality
import History
import ReleaseModel

/// A replica's own stream: writes changes that depend on all it has seen, and mints anew when told.
///
/// What it must remember is kept in the store with the changes, in one transaction.
struct Author {
    private static let name = "simulated author"

    let key: DeviceKey
    let member: MemberID
    private(set) var birth: StreamBirth
    private(set) var head: Head
    private var effective: UInt64
    /// How much of the store's log the newest change knew of.
    private var through: UInt64

    init(key: DeviceKey, member: MemberID, nonce: [UInt8]) {
        self.key = key
        self.member = member
        birth = StreamBirth(publicKey: key.publicKey, nonce: nonce)
        head = Head(0, .origin)
        effective = 0
        through = 0
    }

    func stream(in store: any HistoryStore) -> StreamID { birth.stream(in: store.workspace) }

    /// Records the stream that this author was made with.
    func begin(in store: any HistoryStore) throws {
        try store.mint(birth)
        try save(in: store)
    }

    /// Begins a new stream: the old one was found on another device, or ahead of this store.
    mutating func mint(nonce: [UInt8], in store: any HistoryStore) throws {
        birth = StreamBirth(publicKey: key.publicKey, nonce: nonce)
        head = Head(0, .origin)
        effective = 0
        through = 0
        try save(in: store)
        try store.mint(birth)
    }

    /// Where the next change will stand.
    func place(
        _ clock: inout HybridClock, at wall: UInt64, in store: any HistoryStore
    ) throws -> (place: DraftPlace, dependencies: [VectorEntry]) {
        let own = stream(in: store)
        let dependencies = try store.heads(after: through, except: own)
        var lookup = HistoryLookup(store)
        let stamps = try dependencies.compactMap { try lookup.place(of: $0)?.effective }
        let stamp = clock.tick(atMilliseconds: wall)
        let effective = EffectiveStamp.of(
            stamp: stamp.raw, previous: head.sequence == 0 ? nil : effective, dependencies: stamps)
        let place = DraftPlace(
            dot: Dot(own, head.sequence + 1), stamp: stamp, effective: effective, author: member)
        return (place, dependencies)
    }

    /// Writes a change durably; returns it with its link.
    mutating func write(
        _ operations: [Operation], at place: DraftPlace, dependencies: [VectorEntry],
        in store: any HistoryStore
    ) throws -> LocalChange {
        let header = ChangeHeader(
            stream: place.dot.stream, sequence: place.dot.sequence, stamp: place.stamp,
            author: member, dependencies: dependencies)
        let change = Change(header: header, operations: operations)
        let local = LocalChange(
            change: change, link: Chain.link(after: head.link, change),
            effective: place.effective)
        let before = self
        head = Head(place.dot.sequence, local.link)
        effective = place.effective
        do {
            through = try store.position().count
            let saved = self
            try store.transaction {
                try store.append(local)
                try saved.save(in: store)
            }
        } catch {
            self = before
            throw error
        }
        return local
    }

    // What is kept

    func save(in store: any HistoryStore) throws {
        var writer = CanonicalWriter()
        writer.raw(birth.nonce)
        writer.number(head.sequence)
        writer.link(head.link)
        writer.number(effective)
        writer.number(through)
        try store.set(writer.bytes, named: Self.name)
    }

    mutating func load(from store: any HistoryStore) throws {
        guard let bytes = try store.value(named: Self.name) else { return }
        var reader = CanonicalReader(bytes)
        birth = StreamBirth(
            publicKey: key.publicKey, nonce: try reader.raw(StreamBirth.nonceByteCount))
        head = Head(try reader.number(), try reader.link())
        effective = try reader.number()
        through = try reader.number()
    }
}
