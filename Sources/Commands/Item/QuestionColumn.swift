/// What the last column of a list of open items says.
package enum QuestionColumn: Sendable {
    case due
    /// The items that each one waits for.
    case blockers
    /// How many items wait for each.
    case waiting
}
