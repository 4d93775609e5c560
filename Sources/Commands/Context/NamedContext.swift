/// A filter with a name, which narrows every list of items while it is in use.
struct NamedContext: Equatable {
    let name: String
    let filter: String

    /// How an answer says at its head that it was narrowed.
    var line: String { "context \(name): \(filter)" }

    var json: JSONValue {
        .object([("name", .string(name)), ("filter", .string(filter))])
    }
}
