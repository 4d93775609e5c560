internal import SQLiteStorage
internal import SyncTransport

/// Why the hub's program cannot do what it was asked: a code, a sentence, a hint, an exit status.
package struct HubFailure: Error, Hashable, Sendable, CustomStringConvertible {
    package let code: String
    package let sentence: String
    package let hint: String
    /// 1 failed, 2 wrongly asked, 5 not found, as everywhere in Railyard.
    package let exitStatus: Int32

    package init(_ code: String, _ sentence: String, hint: String, exitStatus: Int32 = 1) {
        self.code = code
        self.sentence = sentence
        self.hint = hint
        self.exitStatus = exitStatus
    }

    /// Puts any error of the floors below into these words.
    package init(_ error: any Error) {
        switch error {
        case let failure as HubFailure:
            self = failure
        case let error as StorageError:
            self.init(
                "storage.\(error.code.rawValue)", error.sentence, hint: error.hint,
                exitStatus: error.code == .absent ? 5 : 1)
        case let error as TransportError:
            self.init("transport.\(error.code.rawValue)", error.sentence, hint: error.hint)
        default:
            self.init(
                "internal", "The hub failed (\(error)).",
                hint: "This is a mistake in Railyard; please report it.")
        }
    }

    package var description: String { hint.isEmpty ? sentence : "\(sentence) \(hint)" }
}
