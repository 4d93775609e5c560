internal import Causality

/// What devices last reported of their states: kept in memory, passed on, never understood.
///
/// The relay keeps no documents and cannot compute a state. Replicas can, so they check each other
/// through it; what it forgets at a restart the next ones report again.
package struct StateReports: Sendable {
    private var states: [[UInt8]: DigestAnswer.StateDigest] = [:]
    /// The devices, the one that reported last at the end.
    private var devices: [[UInt8]] = []

    package init() {}

    package mutating func note(_ report: StateReport, of device: [UInt8]) {
        devices.removeAll { $0 == device }
        devices.append(device)
        states[device] = report.state
        guard devices.count > SessionLimits.stateReportsMax else { return }
        states[devices.removeFirst()] = nil
    }

    /// What other devices reported under the tag that this one reported last, each state once.
    package func others(than device: [UInt8]) -> [DigestAnswer.StateDigest] {
        guard let tag = states[device]?.tag else { return [] }
        let others = states.filter { $0.key != device && $0.value.tag == tag }
        let digests = Set(others.values.map(\.digest)).sorted()
        return digests.prefix(SessionLimits.stateDigestsMax).map {
            DigestAnswer.StateDigest(tag: tag, digest: $0)
        }
    }
}
