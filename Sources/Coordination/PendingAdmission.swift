internal import History
internal import SyncProtocol
internal import SyncTransport

/// A batch that a session received and that waits for the next commit.
struct PendingAdmission: Sendable {
    let session: SessionReference<HubSession>
    let batch: Batch
    let ticket: UInt64

    var byteCount: Int { batch.encoded?.count ?? 0 }
}
