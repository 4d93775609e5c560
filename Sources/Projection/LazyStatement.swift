internal import GRDB

/// A statement that is prepared when it is first needed: most commands need few of them.
final class LazyStatement {
    private let db: Database
    private let sql: String
    private var prepared: TableStatement?

    init(_ db: Database, _ sql: String) {
        self.db = db
        self.sql = sql
    }

    func callAsFunction() throws -> TableStatement {
        if let prepared { return prepared }
        let statement = try TableStatement(db, sql)
        prepared = statement
        return statement
    }
}
