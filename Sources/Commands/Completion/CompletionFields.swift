internal import ReleaseModel

/// The words of the filter language and those that set fields: names, then values of what was named.
struct CompletionFields {
    private let schema: EntitySchema
    private let vocabulary: FilterVocabulary
    private let store: CompletionStore?
    /// Whether the word narrows a list, or sets what it names.
    private let isFilter: Bool

    init(_ kind: EntityKind, isFilter: Bool, _ store: CompletionStore?) {
        schema = Schema.of(kind)
        vocabulary = FilterVocabulary(schema)
        self.store = store
        self.isFilter = isFilter
    }

    func candidates(_ word: String) throws -> [CompletionCandidate] {
        let opening = isFilter ? String(word.prefix { $0 == "(" }) : ""
        let rest = String(word.dropFirst(opening.count))
        return try bare(rest).map { $0.behind(opening) }
    }

    private func bare(_ word: String) throws -> [CompletionCandidate] {
        if let sign = word.first, sign == "+" || sign == "-" {
            let labels = try store?.labels(String(word.dropFirst())) ?? []
            return labels.map { $0.behind(String(sign)) }
        }
        if let colon = word.firstIndex(of: ":") {
            return try values(String(word[..<colon]), String(word[word.index(after: colon)...]))
                .map { $0.behind(String(word[...colon])) }
        }
        return names(word)
    }

    private func names(_ prefix: String) -> [CompletionCandidate] {
        let all = isFilter ? vocabulary.names : vocabulary.settable
        let names = all.filter { $0.hasPrefix(prefix.lowercased()) && $0 != "merged-into" }
            .filter { isFilter || $0 != schema.title.name || !prefix.isEmpty }
        let words =
            isFilter ? ["not", "or"].filter { $0.hasPrefix(prefix) && !prefix.isEmpty } : []
        return names.map { CompletionCandidate($0 + ":", about($0), goesOn: true) }
            + words.map { CompletionCandidate($0, "joins filters") }
    }

    private func about(_ name: String) -> String {
        switch vocabulary.named(name)?.subject {
        case .field(let field): Self.about(field.type)
        case .created, .changed: "a date"
        case .archived, .contested, .blocked: "yes or no"
        case .has: "a field that is set"
        case nil: ""
        }
    }

    private static func about(_ type: ValueType) -> String {
        switch type {
        case .line, .prose: "text"
        case .integer: "a number"
        case .flag: "yes or no"
        case .word(let words): words.prefix(4).joined(separator: ", ")
        case .entity(let kinds): kinds.count == 1 ? kinds[0].name : "a thing"
        case .moment: "a date"
        case .window: "two dates"
        case .zone: "a time zone"
        case .rank, .composite: ""
        }
    }

    /// The values of a field; of a list with commas, the last one is being typed.
    private func values(_ name: String, _ typed: String) throws -> [CompletionCandidate] {
        let head = typed.lastIndex(of: ",").map { String(typed[...$0]) } ?? ""
        let prefix = String(typed.dropFirst(head.count))
        return try value(name, prefix).map { $0.behind(head) }
    }

    private func value(_ name: String, _ prefix: String) throws -> [CompletionCandidate] {
        switch vocabulary.named(name)?.subject {
        case .field(let field): return try value(of: field, prefix)
        case .created, .changed: return Self.matching(Self.pastDates, prefix)
        case .archived, .contested, .blocked: return Self.matching(["yes", "no"], prefix)
        case .has: return Self.matching(vocabulary.settable, prefix)
        case nil: return []
        }
    }

    private func value(
        of field: FieldDefinition, _ prefix: String
    ) throws -> [CompletionCandidate] {
        if field == SharedFields.labels { return try store?.labels(prefix) ?? [] }
        switch field.type {
        case .word(let words): return Self.matching(words, prefix)
        case .flag: return Self.matching(["yes", "no"], prefix)
        case .moment, .window: return Self.matching(Self.dates, prefix)
        case .entity(let kinds):
            let me =
                kinds == [.person] && "me".hasPrefix(prefix)
                ? [CompletionCandidate("me", "yourself")] : []
            guard kinds.count == 1 else { return me }
            return try me + (store?.things(prefix, kinds[0]) ?? [])
        case .line, .prose, .integer, .zone, .rank, .composite: return []
        }
    }

    static func matching(_ words: [String], _ prefix: String) -> [CompletionCandidate] {
        words.filter { $0.hasPrefix(prefix) }.map { CompletionCandidate($0) }
    }

    /// Dates as people type them.
    static let dates = [
        "today", "tomorrow", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "1w", "2w", "eow",
        "eom", "eoq", "eoy",
    ]
    static let pastDates = [
        "today", "yesterday", "last-mon", "last-tue", "last-wed", "last-thu", "last-fri", "-1w",
        "-2w", "-1m", "sow", "som", "soq", "soy",
    ]
    static let points = ["2h", "today", "yesterday", "1d", "3d", "1w", "mon", "fri", "sow", "som"]
}
