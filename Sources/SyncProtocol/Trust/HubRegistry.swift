package import Causality

/// The port through which a hub remembers whom it lets in: devices and open invite links.
///
/// Adapters keep and find, and change everything that one method changes durably or not at all;
/// what follows from it is decided in `Registrar`.
package protocol HubRegistry: AnyObject {
    func enrolment(of publicKey: [UInt8]) throws -> Enrolment?

    /// All enrolments, in the order in which they were made.
    func enrolments() throws -> [Enrolment]

    func invite(named name: Link) throws -> Invite?

    /// All invites that nobody used yet.
    func openInvites() throws -> [Invite]

    func add(_ invite: Invite) throws

    /// Enrols a device and, where an invite let it in, marks that one as used, in one step.
    func enrol(_ enrolment: Enrolment, redeeming invite: Link?) throws
}
