/// Why a replica could not do what it was asked: a code, a sentence, a hint.
package struct ReplicaError: Error, Equatable, Sendable {
    package enum Code: String, Sendable {
        case noWorkspace
        case exists
        case invalidLink
        case noHub
        case hubUnreachable
        case refusedByHub
        case notFound
        case ambiguous
        case damaged
        case notPermitted
        case syncing
    }

    package let code: Code
    package let sentence: String
    package let hint: String

    package init(_ code: Code, _ sentence: String, hint: String) {
        self.code = code
        self.sentence = sentence
        self.hint = hint
    }
}
