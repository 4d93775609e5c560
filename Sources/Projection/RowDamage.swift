/// A row of a typed table that is not what its document says.
package struct RowDamage: Hashable, Sendable {
    package enum Fault: Hashable, Sendable {
        case differs(column: String)
        /// There is a document, and no row of it.
        case absent
        /// There is a row, and no document of it.
        case leftOver
    }

    package let table: String
    /// The thing as tables name it.
    package let id: String
    package let fault: Fault

    package init(_ table: String, _ id: String, _ fault: Fault) {
        self.table = table
        self.id = id
        self.fault = fault
    }
}
