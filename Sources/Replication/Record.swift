/// One row of an answer: columns by name, in their order.
package struct Record: Sendable {
    package enum Field: Hashable, Sendable {
        case null
        case integer(Int64)
        case real(Double)
        case text(String)
        case bytes([UInt8])
    }

    package let columns: [String]
    package let fields: [Field]

    package init(columns: [String], fields: [Field]) {
        self.columns = columns
        self.fields = fields
    }

    package subscript(column: String) -> Field {
        columns.firstIndex(of: column).map { fields[$0] } ?? .null
    }

    package func text(_ column: String) -> String? {
        switch self[column] {
        case .text(let text): text
        case .integer(let number): String(number)
        case .real(let number): String(number)
        case .null, .bytes: nil
        }
    }

    package func integer(_ column: String) -> Int64? {
        if case .integer(let number) = self[column] { number } else { nil }
    }
}
