internal import Causality

/// One live write of a field, and where it came from.
struct BlameRow {
    /// How it stands among the writes of its cell.
    enum Standing: String {
        /// The only one.
        case settled = ""
        /// Written concurrently with others and shown.
        case inForce = "in force"
        /// Written concurrently with others and not shown.
        case rival = "rival"
    }

    let field: String
    let element: String?
    let value: String
    let author: String
    let milliseconds: Int64
    let change: String
    /// What it replaced; empty for nothing.
    let before: String
    let standing: Standing
    let isHere: Bool
    let isSent: Bool

    /// The field with its element, as a list shows it.
    var place: String { element.map { "\(field) “\($0)”" } ?? field }

    var note: String {
        [standing.rawValue, isSent ? "" : "not sent"].filter { !$0.isEmpty }
            .joined(separator: ", ")
    }

    var json: JSONValue {
        .object([
            ("field", .string(field)), ("element", .text(element)), ("value", .string(value)),
            ("by", .string(author)), ("at", .number(milliseconds)), ("change", .string(change)),
            ("before", .string(before)), ("contested", .bool(standing != .settled)),
            ("inForce", .bool(standing != .rival)), ("here", .bool(isHere)),
            ("sent", .bool(isSent)),
        ])
    }
}
