/// Why a session ends: a closed set, each with one clear line and a word on trying again.
package enum GoodbyeReason: UInt8, Error, Hashable, Sendable, CaseIterable {
    // Work is done, or goes on elsewhere
    case finished = 0
    case draining = 1
    case replaced = 2

    // The other side, or the way to it, is in trouble
    case busy = 10
    case diskFull = 11
    case handshakeTooSlow = 12
    case silent = 13
    case slowReceiver = 14
    case internalFailure = 15

    // What was said breaks the protocol
    case malformed = 20
    case unexpectedMessage = 21
    case tooLarge = 22
    case creditExceeded = 23
    case protocolUnsupported = 24

    // Who speaks is not let in
    case wrongWorkspace = 30
    case wrongHubKey = 31
    case badProof = 32
    case unknownDevice = 33
    case inviteUnknown = 34
    case inviteUsed = 35
    case inviteExpired = 36
    case memberTaken = 37
    case deviceRemoved = 38

    /// Says whether trying again later, with nothing changed, can succeed.
    package var isRetryable: Bool {
        switch self {
        case .finished, .draining, .busy, .diskFull, .handshakeTooSlow, .silent, .slowReceiver,
            .internalFailure:
            true
        case .replaced, .malformed, .unexpectedMessage, .tooLarge, .creditExceeded,
            .protocolUnsupported, .wrongWorkspace, .wrongHubKey, .badProof, .unknownDevice,
            .inviteUnknown, .inviteUsed, .inviteExpired, .memberTaken, .deviceRemoved:
            false
        }
    }

    /// One clear line for people.
    package var sentence: String {
        switch self {
        case .finished: "The session is over."
        case .draining: "The hub is stopping; it will be back."
        case .replaced: "This device opened another session."
        case .busy: "The hub has more to do than it can take."
        case .diskFull: "The other side has no room left on its disk."
        case .handshakeTooSlow: "The other side took too long to say who it is."
        case .silent: "Nothing was heard from the other side for too long."
        case .slowReceiver: "The other side takes messages too slowly."
        case .internalFailure: "The other side failed; its own log says why."
        case .malformed: "The other side sent bytes that are no message."
        case .unexpectedMessage: "The other side sent a message out of turn."
        case .tooLarge: "The other side sent more than a message may hold."
        case .creditExceeded: "The other side sent more than it was allowed to."
        case .protocolUnsupported: "The two programs share no version of the protocol."
        case .wrongWorkspace: "The hub serves another workspace."
        case .wrongHubKey: "The hub's key is not the one that the link names."
        case .badProof: "The proof of the device's key is wrong."
        case .unknownDevice: "The hub does not know this device."
        case .inviteUnknown: "The hub does not know this invite link."
        case .inviteUsed: "This invite link has been used already."
        case .inviteExpired: "This invite link has expired."
        case .memberTaken: "Another device joined under this member's name."
        case .deviceRemoved: "This device was removed from the workspace."
        }
    }

    /// What to do about it.
    package var hint: String {
        switch self {
        case .finished, .draining, .busy, .handshakeTooSlow, .silent, .slowReceiver,
            .internalFailure:
            "It is tried again by itself; work goes on locally."
        case .replaced: "Let one program at a time sync this workspace."
        case .diskFull: "Free some space there; nothing that was acknowledged is lost."
        case .malformed, .unexpectedMessage, .tooLarge, .creditExceeded, .protocolUnsupported:
            "Bring both programs to the newest version."
        case .wrongWorkspace: "Check the link, or join from a directory of its own."
        case .wrongHubKey: "Do not go on; ask an admin for a new link over a way that you trust."
        case .badProof, .unknownDevice, .deviceRemoved: "Ask an admin for a link and join again."
        case .inviteUnknown, .inviteUsed, .inviteExpired, .memberTaken:
            "Ask an admin for a new link; `rail invite` makes one."
        }
    }
}
