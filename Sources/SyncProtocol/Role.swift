/// What a member may do; what each role is allowed is in the membership log, not here.
package enum Role: UInt8, Hashable, Sendable, CaseIterable {
    case viewer = 1
    case contributor = 2
    case planner = 3
    case releaseManager = 4
    case admin = 5
    case service = 6
}
