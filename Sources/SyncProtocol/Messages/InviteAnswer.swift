/// The hub's answer to an invite request.
package struct InviteAnswer: Hashable, Sendable {
    package enum Outcome: UInt8, Hashable, Sendable, CaseIterable {
        case granted = 0
        /// The asking member is no admin.
        case notAdmin = 1
        /// The wanted end lies too far ahead, or in the past.
        case badExpiry = 2
        /// The hub keeps as many open invites as it may.
        case tooMany = 3
    }

    package let number: UInt32
    package let outcome: Outcome

    package init(number: UInt32, outcome: Outcome) {
        self.number = number
        self.outcome = outcome
    }
}
