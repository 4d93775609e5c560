/// A piece of a filter, and where it stands.
struct FilterToken {
    enum Kind: Equatable {
        case open
        case close
        case or
        case and
        case not
        /// A minus directly before what it takes back.
        case minus
        case question(FilterTerm.Question)
        /// What stands before and behind a `!=`.
        case negated(FilterTerm.Question)

        /// The operator that a bare word is; nil for any other word.
        init?(word: String) {
            switch word {
            case "or", "OR": self = .or
            case "and", "AND": self = .and
            case "not", "NOT": self = .not
            default: return nil
            }
        }
    }

    let kind: Kind
    let place: Range<Int>

    /// Says whether something that can be asked may begin with it.
    var beginsOperand: Bool {
        switch kind {
        case .open, .not, .minus, .question, .negated: true
        case .close, .or, .and: false
        }
    }
}
