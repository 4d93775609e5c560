/// What a conflict card is about; the raw value is hashed into the card's identifier.
package enum CardKind: String, CaseIterable, Sendable {
    /// Two people wrote different values without knowing of each other.
    case edits
    /// As `edits`, in a field where somebody must decide.
    case contested
    /// Two people claimed one item.
    case claim
    /// One archived what another was editing.
    case archive
    /// A transition that the machine does not allow after the merge.
    case step
    /// A value that only a grant may write.
    case grant
    /// Items block each other in a circle.
    case blocking
    /// Items were moved below each other.
    case loop
    /// A release is booked inside a freeze.
    case freeze
    /// Two people moved the window of one freeze.
    case window
    /// Milestones of one train stand in the wrong order.
    case order
    /// Two things bear a name that only one can have.
    case name
    /// Things were merged into each other as duplicates.
    case merge
    /// A thing was linked while somebody merged it into another.
    case redirect
    /// A copy, or a backup put back, wrote on under the name of a stream that went on too.
    case fork

    /// The heading that people see.
    package var heading: String {
        switch self {
        case .edits: "concurrent edits"
        case .contested: "needs a decision"
        case .claim: "claimed twice"
        case .archive: "archived while edited"
        case .step: "impossible step"
        case .grant: "needs a grant"
        case .blocking: "blocking circle"
        case .loop: "moved below each other"
        case .freeze: "booked inside a freeze"
        case .window: "freeze moved twice"
        case .order: "milestones out of order"
        case .name: "same name twice"
        case .merge: "merged into each other"
        case .redirect: "linked while merged"
        case .fork: "copied replica"
        }
    }
}
