/// What a machine of either side tells the connection under it.
package protocol SessionAction: Equatable, Sendable {
    static func send(_ message: Message) -> Self
    /// Calls for `deadlinePassed` at this steady time; replaces what was scheduled before.
    static func schedule(_ deadline: UInt64) -> Self
    /// Sends what was to be sent, then ends the connection; the last action ever.
    static func close(_ reason: GoodbyeReason) -> Self
}

extension HubAction: SessionAction {}
extension ReplicaAction: SessionAction {}
