internal import DequeModule
internal import Dispatch
internal import SyncProtocol
internal import Synchronization

/// Hands what a session wants over to the thread that owns the replica.
final class SessionMailbox: Sendable {
    enum Letter: Sendable {
        case opened(SessionReference<ReplicaSession>)
        case errand(ReplicaAction)
        case ended(SessionEnd)
        /// Somebody outside asked to stop.
        case stop
    }

    private let letters = Mutex(Deque<Letter>())
    private let arrived = DispatchSemaphore(value: 0)

    func put(_ letter: Letter) {
        letters.withLock { $0.append(letter) }
        arrived.signal()
    }

    /// The next letter; nil if none came in time.
    func take(withinMilliseconds limit: UInt64) -> Letter? {
        let wait = DispatchTimeInterval.milliseconds(Int(clamping: limit))
        guard arrived.wait(timeout: .now() + wait) == .success else { return nil }
        return letters.withLock { $0.popFirst() }
    }

    var callbacks: SessionCallbacks<ReplicaSession> {
        SessionCallbacks(
            opened: { self.put(.opened($0)) },
            errand: { action, _ in self.put(.errand(action)) },
            ended: { _, end in self.put(.ended(end)) })
    }
}
