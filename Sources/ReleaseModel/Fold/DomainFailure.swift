/// Why the model refuses a command: a sentence for people, and where one helps a hint.
package enum DomainFailure: Error, Equatable, Sendable {
    case invalid(String, hint: String? = nil)
    case notFound(String, hint: String? = nil)
    case ambiguous(String, hint: String? = nil)
    case tooLarge(String, hint: String? = nil)
    /// Some other person's work stands in the way: it takes a person to decide.
    case contested(String, hint: String? = nil)
    /// The step needs a grant; the request is stored and waits.
    case asked(GrantAsk)

    package var sentence: String {
        switch self {
        case .invalid(let text, _), .notFound(let text, _), .ambiguous(let text, _),
            .tooLarge(let text, _), .contested(let text, _):
            text
        case .asked(let ask): ask.sentence
        }
    }

    package var hint: String? {
        switch self {
        case .invalid(_, let hint), .notFound(_, let hint), .ambiguous(_, let hint),
            .tooLarge(_, let hint), .contested(_, let hint):
            hint
        case .asked(let ask): ask.hint
        }
    }
}
