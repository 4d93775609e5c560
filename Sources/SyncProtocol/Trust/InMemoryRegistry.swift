package import Causality

/// The twin of a hub's stored registry, for tests and the simulator.
package final class InMemoryRegistry: HubRegistry {
    private var devices: [Enrolment] = []
    private var invites: [Link: Invite] = [:]

    package init() {}

    package func enrolment(of publicKey: [UInt8]) -> Enrolment? {
        devices.last { $0.publicKey == publicKey }
    }

    package func enrolments() -> [Enrolment] { devices }

    package func invite(named name: Link) -> Invite? { invites[name] }

    package func openInvites() -> [Invite] {
        invites.values.filter { $0.usedBy == nil }.sorted { $0.name < $1.name }
    }

    package func add(_ invite: Invite) { invites[invite.name] = invite }

    package func enrol(_ enrolment: Enrolment, redeeming invite: Link?) {
        devices.removeAll { $0.publicKey == enrolment.publicKey }
        devices.append(enrolment)
        guard let invite else { return }
        invites[invite]?.usedBy = enrolment.publicKey
    }
}
