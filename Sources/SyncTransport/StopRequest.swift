internal import Synchronization

/// Ends a watch from another thread, such as the one that hears signals.
package final class StopRequest: Sendable {
    private struct State {
        var isAsked = false
        var mailbox: SessionMailbox?
    }

    private let state = Mutex(State())

    package init() {}

    package var isAsked: Bool { state.withLock(\.isAsked) }

    package func ask() {
        let mailbox = state.withLock { state in
            state.isAsked = true
            return state.mailbox
        }
        mailbox?.put(.stop)
    }

    /// Says where the watch can be reached now.
    func reach(_ mailbox: SessionMailbox) {
        let isAsked = state.withLock { state in
            state.mailbox = mailbox
            return state.isAsked
        }
        if isAsked { mailbox.put(.stop) }
    }
}
