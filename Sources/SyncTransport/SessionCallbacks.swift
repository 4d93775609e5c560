/// What the owner of sessions hears of them; called on the session's event loop, so none may wait.
package struct SessionCallbacks<Machine: SessionMachine & ~Copyable>: Sendable {
    package let opened: @Sendable (SessionReference<Machine>) -> Void
    package let errand: @Sendable (Machine.Action, SessionReference<Machine>) -> Void
    package let ended: @Sendable (SessionReference<Machine>, SessionEnd) -> Void

    package init(
        opened: @escaping @Sendable (SessionReference<Machine>) -> Void,
        errand: @escaping @Sendable (Machine.Action, SessionReference<Machine>) -> Void,
        ended: @escaping @Sendable (SessionReference<Machine>, SessionEnd) -> Void
    ) {
        self.opened = opened
        self.errand = errand
        self.ended = ended
    }
}
