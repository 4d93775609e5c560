internal import Foundation

package import GRDB
internal import History
internal import Lattice
package import ReleaseModel

/// Makes the tables anew; what fills them is the fold of the whole history.
package enum Rebuilding {
    package static func clear(_ db: Database) throws {
        try ProjectionTables.drop(db)
        try ProjectionTables.create(db)
    }

    /// The digest of the state that the tables hold, read entity by entity.
    package static func digest(_ db: Database) throws -> StateDigest {
        var digest = StateDigest()
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT document.bytes FROM entity JOIN document USING (n) ORDER BY entity.id
                """)
        while let row = try rows.next() {
            let bytes: [UInt8] = try row.withUnsafeData(atIndex: 0) { data in
                Array(data ?? Data())
            }
            digest.add(try Document(canonicalBytes: bytes))
        }
        return digest
    }
}
