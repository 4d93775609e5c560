internal import ReleaseModel
internal import Replication
internal import SQLiteStorage
internal import SyncProtocol
internal import SyncTransport

/// An error as people and scripts see it: a code, a sentence, a hint, and the exit status.
package struct CommandFailure: Error, Sendable {
    package let code: String
    package let sentence: String
    package let hint: String?
    package let status: ExitStatus
    /// What programs may want to know beside.
    package let facts: [(String, JSONValue)]
    /// What people typed, with a mark under the place where it is wrong.
    package let excerpt: String?

    package init(
        _ code: String, _ sentence: String, hint: String? = nil, status: ExitStatus = .failed,
        facts: [(String, JSONValue)] = [], excerpt: String? = nil
    ) {
        self.code = code
        self.sentence = sentence
        self.hint = hint
        self.status = status
        self.facts = facts
        self.excerpt = excerpt
    }

    /// Gives any error its words; nothing ever ends in a trace.
    package init(_ error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let failure as DomainFailure: self.init(failure)
        case let error as ReplicaError: self.init(error)
        case let error as TransportError: self.init(error)
        case let error as StorageError:
            self.init(Self.code(error.code.rawValue), error.sentence, hint: error.hint)
        default:
            self.init("unexpected", "Something unexpected went wrong (\(error)).")
        }
    }

    private init(_ failure: DomainFailure) {
        let (code, status): (String, ExitStatus) =
            switch failure {
            case .invalid: ("invalid", .usage)
            case .tooLarge: ("too-large", .usage)
            case .notFound: ("not-found", .absent)
            case .ambiguous: ("ambiguous", .absent)
            case .contested: ("contested", .contested)
            case .asked: ("asked", .asked)
            }
        self.init(code, failure.sentence, hint: failure.hint, status: status)
    }

    private init(_ error: ReplicaError) {
        let status: ExitStatus =
            switch error.code {
            case .noWorkspace, .notFound, .ambiguous: .absent
            case .invalidLink: .usage
            case .refusedByHub: .refused
            case .notPermitted: .notPermitted
            case .syncing: .asked
            case .exists, .noHub, .hubUnreachable, .damaged: .failed
            }
        self.init(Self.code(error.code.rawValue), error.sentence, hint: error.hint, status: status)
    }

    /// A session that ended for a reason bears the reason's name.
    private init(_ error: TransportError) {
        let status: ExitStatus =
            switch error.reason {
            case .badProof, .unknownDevice, .deviceRemoved: .notPermitted
            case .inviteUnknown, .inviteUsed, .inviteExpired, .memberTaken: .refused
            case nil, .finished, .draining, .replaced, .busy, .diskFull, .handshakeTooSlow, .silent,
                .slowReceiver, .internalFailure, .malformed, .unexpectedMessage, .tooLarge,
                .creditExceeded, .protocolUnsupported, .wrongWorkspace, .wrongHubKey:
                .failed
            }
        self.init(
            Self.code(error.reason.map { "\($0)" } ?? error.code.rawValue), error.sentence,
            hint: error.hint, status: status)
    }

    /// Codes are written alike wherever they come from: `noHub` is `no-hub`.
    static func code(_ name: String) -> String {
        name.reduce(into: "") { word, character in
            if character.isUppercase { word += "-" }
            word += character.lowercased()
        }
    }
}
