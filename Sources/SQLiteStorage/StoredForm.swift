internal import Causality
internal import Foundation
internal import GRDB
internal import History

/// A column that does not hold what was written into it.
enum StoredForm {
    static let broken = StorageError(
        .damaged, "The database holds something that Railyard never wrote.",
        hint: "Run `rail doctor`, which says what is lost and repairs it from the hub.")
}

extension Row {
    func number(_ column: Int) throws -> UInt64 {
        guard let value = Int64.fromDatabaseValue(self[column]) else { throw StoredForm.broken }
        return UInt64(bitPattern: value)
    }

    func bytesIfPresent(_ column: Int) -> [UInt8]? {
        guard case .blob(let data) = (self[column] as DatabaseValue).storage else { return nil }
        return [UInt8](data)
    }

    func bytes(_ column: Int) throws -> [UInt8] {
        guard let bytes = bytesIfPresent(column) else { throw StoredForm.broken }
        return bytes
    }

    func link(_ column: Int) throws -> Link {
        guard let link = Link(bytes: try bytes(column)) else { throw StoredForm.broken }
        return link
    }

    func identifier<Name: Identifier>(_ column: Int) throws -> Name {
        guard let name = Name(bytes: try bytes(column)) else { throw StoredForm.broken }
        return name
    }
}

extension [UInt8] {
    var stored: Data { Data(self) }
}

extension Link {
    var stored: Data { Data(bytes) }
}

extension Identifier {
    var stored: Data { Data(bytes) }
}

extension UInt64 {
    /// Sequences and stamps stay below 2^63, so order survives.
    var stored: Int64 { Int64(bitPattern: self) }
}
