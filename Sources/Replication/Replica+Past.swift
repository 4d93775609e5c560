internal import Causality
internal import Foundation
internal import GRDB
internal import History
internal import SQLiteStorage

extension Replica {
    /// Folds the part of the history below a cut into a workspace of its own, which holds tables and no history.
    ///
    /// The fold is the one of `rebuild`, so that the past is read as the present is.
    package func past(_ cut: PastCut) throws -> PastWorkspace {
        let directory = temporaryDirectory()
        try PrivateFile.makeFolder(directory)
        do {
            return try past(cut, in: directory)
        } catch {
            try? FileManager.default.removeItem(atPath: directory)
            throw error
        }
    }

    private func past(_ cut: PastCut, in directory: String) throws -> PastWorkspace {
        let paths = WorkspacePaths.forNew(in: directory, environment)
        var environment = environment
        environment.currentDirectory = directory
        try PrivateFile.makeFolder(paths.folder)
        try found(at: paths)
        let past = try Replica.open(paths, environment)
        let newest = try database.read { db in try past.fold(historyOf: self, db, cut) }
        let milliseconds = Self.milliseconds(of: cut) ?? newest
        if let milliseconds {
            environment.clock = { milliseconds }
            try past.database.write { db in
                try NamedValues(db).set(String(milliseconds), NamedValues.past)
            }
        }
        try past.close()
        return PastWorkspace(environment, newestMilliseconds: newest, directory: directory)
    }

    /// Makes the database with who writes in it, and nothing more.
    private func found(at paths: WorkspacePaths) throws {
        let identity = try database.read { db in try self.identity(db) }
        let made = try WorkspaceDatabase(
            path: paths.database, access: .create, schema: Self.schema)
        try made.write { db in
            let values = NamedValues(db)
            try values.set(workspace.bytes, NamedValues.workspace)
            try values.set(identity.bytes, ReplicaIdentity.name)
            try values.set(ownTables, NamedValues.tablesMadeBy)
        }
        try made.close()
    }

    /// Folds what lies below the cut; returns when the newest of it was written.
    private func fold(
        historyOf present: Replica, _ db: Database, _ cut: PastCut
    ) throws -> UInt64? {
        let forks = try ForkedStreams(in: present.history(db))
        let covers = try present.coverage(of: cut, forks, db)
        var newest: UInt64?
        try database.write { past in
            try present.forEachPage(db) { changes in
                let below = changes.filter(covers)
                newest = below.map(\.change.header.stamp.milliseconds)
                    .reduce(newest) { max($0 ?? 0, $1) }
                try fold(below, forks, past)
            }
        }
        return newest
    }

    /// Says of each change whether it lies below the cut.
    private func coverage(
        of cut: PastCut, _ forks: ForkedStreams, _ db: Database
    ) throws -> (AdmittedChange) -> Bool {
        switch cut {
        case .through(let milliseconds):
            return { HybridTimestamp(raw: $0.effective).milliseconds <= milliseconds }
        case .change(let dot):
            let vector = try vector(of: dot, forks, db)
            return { vector.covers($0.dot) }
        }
    }

    /// Everything that the author of a change had, and the change.
    private func vector(
        of dot: Dot, _ forks: ForkedStreams, _ db: Database
    ) throws -> VersionVector {
        var knowledge = AuthorKnowledge(forks)
        var vector: VersionVector?
        try forEachPage(db) { changes in
            for change in changes where vector == nil {
                try knowledge.enter(change) { _ in nil }
                guard change.dot == dot else { continue }
                var known = knowledge[change.branch]
                for own in knowledge.path(to: dot, seenBy: change) + [dot] {
                    known.advance(own.stream, to: own.sequence)
                }
                vector = known
            }
        }
        return vector ?? VersionVector()
    }

    private static func milliseconds(of cut: PastCut) -> UInt64? {
        if case .through(let milliseconds) = cut { milliseconds } else { nil }
    }

    private func temporaryDirectory() -> String {
        let named = environment.variables["TMPDIR"] ?? ""
        let parent = named.hasPrefix("/") ? named : "/tmp"
        return "\(parent)/rail-past-\(Hexadecimal.text(environment.random(8)))"
    }
}
