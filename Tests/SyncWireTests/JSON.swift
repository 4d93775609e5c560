import Causality

/// A value in the canonical text of the vectors: keys sorted, no spaces, bytes as hexadecimal.
enum JSON {
    case null
    case flag(Bool)
    case number(UInt64)
    case signed(Int64)
    case string(String)
    case list([JSON])
    case object([String: JSON])

    static func hex(_ bytes: [UInt8]) -> JSON { .string(Hexadecimal.text(bytes)) }
    static func hex(_ id: some Identifier) -> JSON { .string(id.description) }
    static func hex(_ link: Link) -> JSON { .string(link.description) }

    /// The value, or null where there is none.
    static func optional<Wrapped>(_ value: Wrapped?, _ text: (Wrapped) -> JSON) -> JSON {
        value.map(text) ?? .null
    }

    func adding(_ fields: [String: JSON]) -> JSON {
        guard case .object(let own) = self else { return self }
        return .object(own.merging(fields) { $1 })
    }

    var text: String {
        switch self {
        case .null: "null"
        case .flag(let value): value ? "true" : "false"
        case .number(let value): "\(value)"
        case .signed(let value): "\(value)"
        case .string(let value): "\"\(value)\""
        case .list(let items): "[" + items.map(\.text).joined(separator: ",") + "]"
        case .object(let fields):
            "{"
                + fields.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value.text)" }
                .joined(separator: ",") + "}"
        }
    }
}
