internal import History
internal import SyncProtocol

/// Lets a store of many changes wait for what still comes, so that one fold and one commit do for all.
///
///     idle ──many came──▶ waiting ──pause over, all sent──▶ asked for anew ──more came──▶ waiting
///                            │                        └── no more, all, or enough ──▶ carried out
///                            └── the session ended ──▶ carried out
///
/// A fold of ten large batches costs little more than that of one, since either touches most documents.
/// Few changes never wait, and who takes a store in while its session ends loses nothing.
struct Gathering {
    struct Store {
        let deliveries: [Delivery]
        let ticket: UInt64
        /// Whether more may be on its way, as far as the hub knows.
        let mayGrow: Bool
    }

    private var held: Store?
    private var pauses = 0
    /// Set from when a store began to wait until the machine is asked for more.
    private(set) var isPausing = false
    private var lettersHeard = 0

    var isWaiting: Bool { held != nil }

    /// Takes in what the machine wants stored; gives it back once it is to be carried out.
    mutating func admit(_ store: Store) -> Store? {
        let before = held?.deliveries.count ?? 0
        held = nil
        isPausing = false
        guard store.mayGrow, store.deliveries.count > before,
            pauses < TransportLimits.gatherPausesMax, isWorthWaiting(store.deliveries)
        else {
            pauses = 0
            return store
        }
        pauses += 1
        held = store
        isPausing = true
        lettersHeard = 0
        return nil
    }

    /// The ticket to ask anew for, told once when the pause is over: nothing else was wanted all the
    /// while, or a great deal.
    mutating func ticketDue(isSilent: Bool) -> UInt64? {
        guard let held, isPausing else { return nil }
        if !isSilent { lettersHeard += 1 }
        guard isSilent || lettersHeard >= TransportLimits.gatherLettersMax else { return nil }
        isPausing = false
        return held.ticket
    }

    /// The ticket to ask anew for, since the hub says that nothing more is on its way.
    mutating func ticketOfAll() -> UInt64? {
        isPausing = false
        return held?.ticket
    }

    /// Gives up what waits, to be carried out although no more will come.
    mutating func release() -> Store? {
        defer { (held, isPausing, pauses) = (nil, false, 0) }
        return held
    }

    private func isWorthWaiting(_ deliveries: [Delivery]) -> Bool {
        let batches = deliveries.compactMap(\.batch)
        let bytes = batches.reduce(0) { $0 + CreditWindow.cost(of: $1) }
        return deliveries.count < SessionLimits.intakeMaxBatches
            && bytes < TransportLimits.gatherMaxBytes
            && batches.reduce(0) { $0 + $1.changeCount } >= TransportLimits.gatherMinChanges
    }
}
