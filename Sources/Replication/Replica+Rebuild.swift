package import Causality
internal import GRDB
internal import History
internal import Lattice
internal import Projection
package import ReleaseModel
internal import SQLiteStorage

extension Replica {
    /// Folds the whole history anew; the digest is what it was, or the old tables were wrong.
    package func rebuild() throws -> (before: Link, after: Link) {
        try database.write { db in
            let before = try Rebuilding.digest(db).value
            try rebuild(db)
            return (before, try Rebuilding.digest(db).value)
        }
    }

    /// The digest of the state as the tables hold it.
    package func stateDigest() throws -> StateDigest {
        try database.read { try Rebuilding.digest($0) }
    }

    /// Makes the tables anew where a version that understood more or less of the log made them: what it kept
    /// without understanding is applied now.
    func remakeTablesOfOtherVersions() throws {
        let own = ownTables
        let isOwn = { db in try NamedValues(db).string(NamedValues.tablesMadeBy) == own }
        if try database.read(isOwn) { return }
        guard database.access != .readOnly else {
            return try Replica.open(paths, environment).close()
        }
        try database.write { db in
            guard try !isOwn(db) else { return }
            try rebuild(db)
            try NamedValues(db).set(own, NamedValues.tablesMadeBy)
        }
    }

    /// What made the tables that this version makes.
    var ownTables: String { "\(ProjectionTables.version).\(environment.schemaLevel)" }

    /// Runs at a time: enough to write in key order, few enough to stay small in memory.
    static let foldBytes = 4 << 20

    func rebuild(_ db: Database) throws {
        try Rebuilding.clear(db)
        let forks = try ForkedStreams(in: history(db))
        try forEachPage(db) { try fold($0, forks, db) }
    }

    /// Walks the whole history in its order, some runs at a time, own changes that are not sealed at the end.
    func forEachPage(_ db: Database, _ body: ([AdmittedChange]) throws -> Void) throws {
        let history = history(db)
        var reader = LogReader(history)
        var count: UInt64 = 0
        while true {
            let page = try history.runs(after: count, byteLimit: Self.foldBytes)
            guard let newest = page.last else { break }
            count = newest.position.count
            var changes: [AdmittedChange] = []
            for run in page { changes += try reader.changes(of: run) }
            try body(changes)
        }
        try body(try reader.unsealedChanges())
    }

    func fold(
        _ changes: [AdmittedChange], _ forks: ForkedStreams, _ db: Database
    ) throws {
        guard !changes.isEmpty else { return }
        let documents = ProjectedDocuments(db)
        var working = WorkingSet(documents, forks: forks, schema: environment.schema)
        for change in changes { try working.apply(change) }
        try projection(db, documents).save(&working)
        let isOfFork = changes.contains { forks.lineage(of: $0.branch) != nil }
        if isOfFork || working.touches(.card) { try showForks(db) }
    }

    /// Brings the cards of forked streams to what the log and those who saw them say.
    func showForks(_ db: Database) throws {
        try projection(db, ProjectedDocuments(db)).save(forks: StreamFork.all(in: history(db)))
    }
}
