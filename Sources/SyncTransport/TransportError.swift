package import SyncProtocol

/// Why there is no connection, or none any more: a code for programs, a sentence and a hint for people.
package struct TransportError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: String, Sendable, CaseIterable {
        /// Plain connections stay on this machine.
        case offLoopback
        /// The address is none, or nothing is known of the host.
        case badAddress
        /// Nobody listens there.
        case refused
        /// Nobody answered in time.
        case timedOut
        /// The way there is broken.
        case unreachable
        /// Another program listens there already.
        case addressInUse
        /// This user may not listen there.
        case denied
        /// The connection broke without a goodbye.
        case lost
        /// The other side, or this one, ended the session for a reason.
        case ended
        /// The system has no room for another connection.
        case exhausted
    }

    package let code: Code
    package let sentence: String
    package let hint: String
    /// The reason that was given, where the session ended with one.
    package let reason: GoodbyeReason?

    package init(
        _ code: Code, _ sentence: String, hint: String, reason: GoodbyeReason? = nil
    ) {
        self.code = code
        self.sentence = sentence
        self.hint = hint
        self.reason = reason
    }

    package init(_ reason: GoodbyeReason) {
        self.init(.ended, reason.sentence, hint: reason.hint, reason: reason)
    }

    /// Says whether trying again later, with nothing changed, can succeed.
    package var isRetryable: Bool {
        switch code {
        case .refused, .timedOut, .unreachable, .lost, .exhausted: true
        case .ended: reason?.isRetryable ?? true
        case .offLoopback, .badAddress, .addressInUse, .denied: false
        }
    }

    package var description: String { "\(sentence) \(hint)" }
}

extension TransportError {
    static func offLoopback(_ endpoint: Endpoint) -> TransportError {
        TransportError(
            .offLoopback,
            "\(endpoint) is not on this machine, and this version does not encrypt connections.",
            hint: "Use 127.0.0.1, [::1] or localhost; reach other machines through a tunnel.")
    }

    static func lost(_ endpoint: Endpoint) -> TransportError {
        TransportError(
            .lost, "The connection to \(endpoint) broke.",
            hint: "Work goes on locally; sync again later.")
    }
}
