internal import Causality
package import Replication

extension JSONValue {
    package init(_ field: Record.Field) {
        switch field {
        case .null: self = .null
        case .integer(let number): self = .number(number)
        case .real(let number): self = .string(String(number))
        case .text(let text): self = .string(text)
        case .bytes(let bytes): self = .string(Hexadecimal.text(bytes))
        }
    }
}
