internal import Causality

/// Turns one's own unsealed changes into sealed runs.
///
/// > Invariant: the seal is durable before the first byte of it leaves, so the caller commits the
/// > transaction that this runs in before it sends, and all hubs get the same batches.
package enum Sealing {
    /// Seals all unsealed changes in as few batches as the limits allow, and appends them.
    @discardableResult
    package static func seal(
        in store: any HistoryStore, key: DeviceKey, birth: StreamBirth
    ) throws -> [Batch] {
        let unsealed = try store.unsealed()
        guard let newest = unsealed.last else { return [] }
        var lookup = HistoryLookup(store)
        var previous = try lookup.base(of: unsealed[0]).link
        var batches: [Batch] = []
        for stretch in stretches(of: unsealed) {
            guard let last = stretch.last else { continue }
            let head = Head(last.change.header.sequence, last.link)
            let seal = try seal(head, of: last.change.header.stream, in: store, by: key)
            guard
                let batch = Batch(
                    stretch.map(\.change), after: previous, seal: seal, birth: birth),
                let run = VerifiedRun(checking: batch, stretch.map(\.change)),
                case .admitted = try Admission.append(run, to: store)
            else { throw HistoryError.outOfOrder }
            batches.append(batch)
            previous = last.link
        }
        try store.discardUnsealed(through: newest.change.header.sequence)
        return batches
    }

    private static func seal(
        _ head: Head, of stream: StreamID, in store: any HistoryStore, by key: DeviceKey
    ) throws -> Seal {
        let message = Seal.message(workspace: store.workspace, stream: stream, head: head)
        guard let signature = key.signature(for: message) else {
            throw HistoryError.signingFailed
        }
        return Seal(head: head, signature: signature)
    }

    private static func stretches(of changes: [LocalChange]) -> [ArraySlice<LocalChange>] {
        var stretches: [ArraySlice<LocalChange>] = []
        var start = 0
        var length = 0
        for (index, local) in changes.enumerated() {
            let size = local.change.canonicalLength
            let isFull =
                index - start == Limits.changesPerBatchMax
                || length + size > Limits.sealedLengthMaxBytes
            if isFull, index > start {
                stretches.append(changes[start..<index])
                start = index
                length = 0
            }
            length += size
        }
        stretches.append(changes[start...])
        return stretches
    }
}
