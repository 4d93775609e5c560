package import SyncProtocol

/// What a connection drives: the replica's or the hub's side of a session, free of I/O.
package protocol SessionMachine: ~Copyable, SendableMetatype {
    associatedtype Action: Sendable

    /// How many bytes one message may have now.
    var receivableMaxBytes: Int { get }

    mutating func opened(at now: SessionTime) -> [Action]
    mutating func received(_ message: Message, at now: SessionTime) -> [Action]
    mutating func deadlinePassed(at now: SessionTime) -> [Action]
    mutating func close(_ reason: GoodbyeReason) -> [Action]

    /// What a connection makes of an action.
    static func step(for action: Action) -> SessionStep<Action>
}

extension HubSession: SessionMachine {
    package static func step(for action: HubAction) -> SessionStep<HubAction> {
        switch action {
        case .send(let message): .send(message)
        case .schedule(let deadline): .schedule(deadline)
        case .close(let reason): .close(reason)
        case .fetch: .errand(action, whenWritable: true)
        case .identify, .locate, .mintEpoch, .admit, .resolve, .invite, .digest, .noteState,
            .noteReplica:
            .errand(action, whenWritable: false)
        }
    }
}

extension ReplicaSession: SessionMachine {
    package static func step(for action: ReplicaAction) -> SessionStep<ReplicaAction> {
        switch action {
        case .send(let message): .send(message)
        case .schedule(let deadline): .schedule(deadline)
        case .close(let reason): .close(reason)
        case .fetch: .errand(action, whenWritable: true)
        case .adopt, .compare, .seal, .store, .resolve, .noteDurable, .noteRefusal,
            .noteCaughtUp, .noteInvite, .noteDigest, .noteAllSent:
            .errand(action, whenWritable: false)
        }
    }
}
