/// A page of help about something that many commands share.
struct HelpTopic {
    let name: String
    let about: String
    let text: String

    static let all = [
        filters, dates, ids, conflicts, history, contexts, forms, exitCodes, environment,
        extensions,
    ]

    /// Nil for a name that is none.
    static func named(_ name: String) -> HelpTopic? { all.first { $0.name == name } }

    var json: JSONValue {
        .object([("topic", .string(name)), ("about", .string(about)), ("text", .string(text))])
    }
}
