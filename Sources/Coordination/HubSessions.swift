internal import SyncProtocol
internal import SyncTransport

/// The sessions that are there, and what is known of the devices behind them.
struct HubSessions {
    struct Entry {
        let reference: SessionReference<HubSession>
        /// Known once the device was let in.
        var publicKey: [UInt8]?
        /// Up to where the replica said that it holds the log.
        var position: UInt64?
    }

    private var entries: [UInt64: Entry] = [:]
    var expected = ExpectedChanges()

    var isEmpty: Bool { entries.isEmpty }
    var count: Int { entries.count }
    var references: [SessionReference<HubSession>] { entries.values.map(\.reference) }

    mutating func add(_ reference: SessionReference<HubSession>) {
        entries[reference.number] = Entry(reference: reference)
    }

    /// Notes whose session it is; returns the older sessions of the same device, which it replaces.
    mutating func identify(
        _ number: UInt64, as publicKey: [UInt8]
    ) -> [SessionReference<HubSession>] {
        let older = entries.values.filter {
            $0.publicKey == publicKey && $0.reference.number != number
        }
        entries[number]?.publicKey = publicKey
        if entries[number] != nil { expected.letIn(number) }
        return older.map(\.reference)
    }

    /// The device behind a session; nil until it was let in.
    func publicKey(of number: UInt64) -> [UInt8]? { entries[number]?.publicKey }

    mutating func note(_ number: UInt64, at position: UInt64) {
        entries[number]?.position = position
    }

    mutating func remove(_ number: UInt64) -> Entry? {
        expected.remove(number)
        return entries.removeValue(forKey: number)
    }
}
