package import Causality

/// The states of a machine from the safest to the boldest, and the steps that it allows.
package struct StateTable: Hashable, Sendable {
    package let initial: CanonicalText
    package let order: SafetyOrder
    /// For each state the states that may follow it.
    package let steps: [CanonicalText: [CanonicalText]]
    /// States that only a grant may enter: an ordinary transition to one stays, void.
    package let granted: [CanonicalText]
    /// States that anyone may enter from any other, alone and offline.
    package let brakes: [CanonicalText]

    package init(
        initial: CanonicalText, order: SafetyOrder, steps: [CanonicalText: [CanonicalText]],
        granted: [CanonicalText] = [], brakes: [CanonicalText] = []
    ) {
        self.initial = initial
        self.order = order
        self.steps = steps
        self.granted = granted
        self.brakes = brakes
    }

    /// Says whether the machine itself allows the step, leaving grants aside.
    ///
    /// Staying is always allowed: it is how somebody confirms one of several concurrent states.
    package func allows(_ source: CanonicalText, to target: CanonicalText) -> Bool {
        source == target || brakes.contains(target) || steps[source, default: []].contains(target)
    }
}
