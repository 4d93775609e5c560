/// What the simulator counts: the faults, and the turns of sessions that they lead to.
package enum Happening: String, Sendable, CaseIterable {
    case crashedReplica = "crashed replica"
    case crashedHub = "crashed hub"
    case powerCut = "power cut"
    /// Something waited to be written when its holder crashed.
    case lostWrite = "lost un-synced write"
    case brokenConnection = "broken connection"
    case partition
    case oneWayPartition = "one-way partition"
    /// A message that arrived after one that was sent later on another connection.
    case overtakenMessage = "overtaken message"
    case rewoundDevice = "rewound device"
    case copiedDevice = "copied device"
    case restoredHub = "restored hub"
    case forgedChange = "forged change"
    case stranger
    case changedHub = "changed hub"

    case mintedStream = "minted stream"
    case newEpoch = "new epoch"
    case resumedByCursor = "resumed by cursor"
    case resumedByVectors = "resumed by vectors"
    case missingAskedByHub = "missing asked by hub"
    case missingAskedByReplica = "missing asked by replica"
    case refusal

    /// What must come in every run.
    package static let faults: [Happening] = [
        .crashedReplica, .crashedHub, .powerCut, .lostWrite, .brokenConnection, .partition,
        .oneWayPartition, .overtakenMessage, .rewoundDevice, .copiedDevice, .restoredHub,
        .forgedChange, .stranger, .changedHub,
    ]
}
