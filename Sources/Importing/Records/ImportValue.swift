package import ReleaseModel

/// A field's value on its way from a source into the workspace.
///
/// Dates stay text here, checked but not converted: a civil date has no instant.
package enum ImportValue: Hashable, Sendable {
    case text(String)
    case integer(Int)
    case boolean(Bool)
    /// A civil date as `2022-10-05`.
    case date(String)
    /// A local time with its zone as `2022-10-05T12:00@Europe/Berlin`.
    case moment(String)
    /// Two dates or two moments; both ends belong to the window.
    case window(start: String, end: String)
    /// Another entity of the same source, named as its own record names it.
    case reference(kind: EntityKind, key: String)
    case list([ImportValue])
    case checklist([ImportCheck])

    /// The words in it, one a line: for value tables, reports and comparison with a source.
    package var text: String {
        switch self {
        case .text(let text), .date(let text), .moment(let text): text
        case .integer(let number): String(number)
        case .boolean(let flag): flag ? "true" : "false"
        case .window(let start, let end): "\(start)..\(end)"
        case .reference(let kind, let key): "\(kind.name) \(key)"
        case .list(let values): values.map(\.text).joined(separator: "\n")
        case .checklist(let checks):
            checks.map { "[\($0.isDone ? "x" : " ")] \($0.text)" }.joined(separator: "\n")
        }
    }

    /// The members of a list; any other value is a list of itself.
    package var members: [ImportValue] {
        if case .list(let values) = self { values } else { [self] }
    }
}
