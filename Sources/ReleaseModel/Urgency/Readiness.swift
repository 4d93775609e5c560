/// Whether work on an item can begin, and if not, why not.
///
/// Work starts in `inbox`, `triaged` and `ready`, as the item's machine has it: none of them asks a person to
/// pass through the others first. What is `active` can be gone on with by whoever has it; where it belongs to
/// nobody, somebody began it and did not say who, so it is nobody's to begin. In `review` and `integrated` the
/// work itself is done.
package enum Readiness: String, CaseIterable, Sendable {
    case ready
    case blocked
    /// Begun by somebody else, or by nobody knows whom.
    case begun
    /// The work is done and is being judged.
    case judged
    case finished
    case archived

    /// The states in which nobody began.
    package static let unbegunStates = ["inbox", "triaged", "ready"]
    /// The state in which whoever has it goes on.
    package static let underWay = "active"
    /// The states in which nothing is left to do.
    package static let finishedStates = ["done", "dropped"]

    package init(state: String, holder: Holder, blockers: Int, isArchived: Bool) {
        self =
            if isArchived {
                .archived
            } else if Self.finishedStates.contains(state) {
                .finished
            } else if blockers > 0 {
                .blocked
            } else if Self.unbegunStates.contains(state) {
                .ready
            } else if state == Self.underWay {
                holder == .reader ? .ready : .begun
            } else {
                .judged
            }
    }

    /// The reason as the end of a sentence about the item.
    package var sentence: String {
        switch self {
        case .ready: "ready: it is open, waits for nothing, and nobody else began it"
        case .blocked: "blocked: it waits for open items"
        case .begun: "not ready: it is under way, and not yours"
        case .judged: "not ready: the work is done and is being judged"
        case .finished: "not ready: it is finished"
        case .archived: "not ready: it is archived"
        }
    }
}
