internal import ReleaseModel

/// What the words of a command are about: what stands first, and what may follow it.
enum CompletionSubject: Equatable {
    case nothing
    /// One thing of a kind, or several of them.
    case things(EntityKind)
    /// A thing of any kind, by its id; then fields of it.
    case anything(thenFields: Bool)
    /// Words that narrow a list.
    case filter(EntityKind)
    /// A name that is new, then words that narrow a list of items.
    case thingAndFilter
    /// Values for fields of a new thing.
    case values(EntityKind)
    /// A thing, then values for its fields.
    case thingAndValues(EntityKind)
    /// An item, a relation, another item.
    case relation
    case changes
    case cards
    case requests
    /// A point in the past, then a whole command.
    case past
    case shells
    case topics
    /// A view, then words that narrow a list of items.
    case view
    case contexts

    /// Finds it by the words that name a command, without `rail`.
    init(_ words: [String]) {
        guard let first = words.first else {
            self = .nothing
            return
        }
        if words.count == 1 {
            self = Self.everyday(first)
        } else if let kind = EntityKind(name: first) {
            self = Self.verb(words[1], of: kind)
        } else {
            self = Self.other(first, words[1])
        }
    }

    private static func everyday(_ verb: String) -> CompletionSubject {
        switch verb {
        case "add": .values(.item)
        case "set": .thingAndValues(.item)
        case "ls", "next", "ready", "blocked", "blocking", "mine", "board", "burnup":
            .filter(.item)
        case "show", "edit", "start", "done", "drop", "claim", "comment", "check", "move",
            "archive", "merge", "why", "tree":
            .things(.item)
        case "link", "unlink": .relation
        case "blame": .anything(thenFields: true)
        case "history", "log", "keep": .anything(thenFields: false)
        case "undo": .changes
        case "at": .past
        case "completion": .shells
        case "help": .topics
        case "view": .view
        default: .nothing
        }
    }

    private static func verb(_ verb: String, of kind: EntityKind) -> CompletionSubject {
        switch verb {
        case "run" where kind == .view: .view
        case "def": .thingAndFilter
        case "list": .filter(kind)
        case "new": .values(kind)
        case "set", "move": .thingAndValues(kind)
        default: .things(kind)
        }
    }

    private static func other(_ noun: String, _ verb: String) -> CompletionSubject {
        switch (noun, verb) {
        case ("op", "show"): .changes
        case ("conflicts", "show"), ("conflicts", "settle"), ("conflicts", "ack"): .cards
        case ("requests", "withdraw"): .requests
        case ("context", "use"), ("context", "forget"): .contexts
        case ("context", "def"): .thingAndFilter
        case ("export", "csv"), ("export", "dot"): .filter(.item)
        default: .nothing
        }
    }
}
