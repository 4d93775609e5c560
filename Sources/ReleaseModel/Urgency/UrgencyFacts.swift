/// What the urgency of an item is computed from: its state as replicas share it, and who asks.
///
/// Times are minutes since 1970 UTC; whoever gathers them decides the zone in which a bare day ends.
package struct UrgencyFacts: Hashable, Sendable {
    package var state: String
    package var priority: String?
    package var type: String?
    /// The minute after its due date.
    package var due: Int?
    /// The nearest of the dates of its milestone, its train and its release.
    package var plan: Int?
    package var created: Int
    package var holder: Holder
    /// How many open items it waits for.
    package var blockers: Int
    /// How many open items wait for it.
    package var waiting: Int

    package init(
        state: String, priority: String? = nil, type: String? = nil, due: Int? = nil,
        plan: Int? = nil, created: Int, holder: Holder = .nobody, blockers: Int = 0,
        waiting: Int = 0
    ) {
        self.state = state
        self.priority = priority
        self.type = type
        self.due = due
        self.plan = plan
        self.created = created
        self.holder = holder
        self.blockers = blockers
        self.waiting = waiting
    }
}
