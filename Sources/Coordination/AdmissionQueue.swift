/// Batches of all sessions, waiting to be committed together.
///
///     idle ──first batch──▶ committing ──more came──▶ committing ──none──▶ idle
///
/// While one transaction is written the next one's batches gather: the busier the hub, the more of
/// them share one write to the disk. Credit bounds what may gather.
struct AdmissionQueue {
    private var waiting: [PendingAdmission] = []
    private var isCommitting = false

    /// Adds a batch; true if the caller is to begin committing.
    mutating func add(_ admission: PendingAdmission) -> Bool {
        waiting.append(admission)
        guard !isCommitting else { return false }
        isCommitting = true
        return true
    }

    /// The batches of the next transaction; empty once there are none, and committing is over.
    mutating func takeRound() -> [PendingAdmission] {
        var bytes = 0
        var count = 0
        for admission in waiting.prefix(HubLimits.commitBatchesMax) {
            bytes += admission.byteCount
            guard count == 0 || bytes <= HubLimits.commitBytesMax else { break }
            count += 1
        }
        let round = Array(waiting.prefix(count))
        waiting.removeFirst(count)
        isCommitting = !round.isEmpty
        return round
    }
}
