/// How a command ends, for scripts.
package enum ExitStatus: Int32, Sendable {
    case yes = 0
    case failed = 1
    case usage = 2
    /// The answer is no.
    case no = 3
    /// Something is contested and needs a person.
    case contested = 4
    /// Not found, or ambiguous.
    case absent = 5
    case refused = 6
    case notPermitted = 7
    /// Asked, pending a grant; or under way already, by another program.
    case asked = 75
}
