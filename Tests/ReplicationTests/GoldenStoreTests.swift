import Causality
import Foundation
import History
import Lattice
import ProcessKit
import ReleaseModel
import SQLiteStorage
import Testing

@testable import Replication

/// Every store that a released version left: opened now, it holds what it held and means what it meant.
@Suite struct `A store of a released version` {
    /// A store as it was kept, beside what must come out of it.
    struct Kept: CustomTestStringConvertible {
        let version: String
        let store: URL
        /// `NAME VALUE` lines: both digests, and how many rows each table has.
        let facts: [String]

        var testDescription: String { version }

        static let folder = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Protocol/golden")

        static var all: [Kept] {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
            return names.sorted().compactMap { name in
                let place = folder.appending(path: name)
                let digest = place.appending(path: "store.digest")
                guard let text = try? String(contentsOf: digest, encoding: .utf8) else {
                    return nil
                }
                return Kept(
                    version: name, store: place.appending(path: "store.sqlite"),
                    facts: text.split(separator: "\n").map(String.init))
            }
        }
    }

    private static let tables = [
        "run", "unsealed", "entity", "item", "team", "release", "freeze", "edge", "card", "element",
    ]

    private func facts(of replica: Replica) throws -> [String] {
        let log = try replica.readHistory { try $0.logDigest() }
        let digests = ["log \(log)", "state \(try replica.stateDigest().value)"]
        return try digests
            + Self.tables.map { table in
                let rows = try replica.read { view in
                    try view.query("SELECT count(*) AS n FROM \"\(table)\"")
                }
                return "\(table) \(rows.first?.integer("n") ?? -1)"
            }
    }

    @Test func `is kept for each release`() { #expect(!Kept.all.isEmpty) }

    @Test(arguments: Kept.all)
    func `opens, holds what it held, and folds to what it meant`(kept: Kept) throws {
        let world = try ReplicaWorld()
        let environment = world.environment("golden")
        let paths = WorkspacePaths.forNew(in: nil, environment)
        try FileManager.default.createDirectory(
            atPath: paths.folder, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: kept.store.path, toPath: paths.database)
        let replica = try Replica.open(paths, environment)
        #expect(try facts(of: replica) == kept.facts)
        #expect(try replica.examine().isEmpty)
        #expect(try replica.foldedDigest() == replica.stateDigest().value)
        let rebuilt = try replica.rebuild()
        #expect(rebuilt.before == rebuilt.after)
        #expect(try facts(of: replica) == kept.facts)
        // It is work in progress, not an exhibit: writing goes on in it.
        let id = EntityID(high: 77, low: 77)
        try replica.commit { draft, _ in
            try draft.create(.item, id)
            try draft.set(id, Item.title, .text("Written by a later version"))
        }
        #expect(try replica.stateDigest().value != rebuilt.after)
        #expect(try replica.examine().isEmpty)
    }

    /// Writes the store of the version at hand, where `RAILYARD_WRITE_GOLDEN` names it.
    @Test func `is written once, by the version that is released`() throws {
        guard let version = ProcessInfo.processInfo.environment["RAILYARD_WRITE_GOLDEN"] else {
            return
        }
        let world = try ReplicaWorld()
        let ana = try world.found("ana")
        let ben = try world.join("ben", ana)
        try writeTogether(ana, ben, world)
        let folder = Kept.folder.appending(path: version)
        let target = folder.appending(path: "store.sqlite")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try? FileManager.default.removeItem(at: target)
        try FileManager.default.copyItem(atPath: try world.backup(ana), toPath: target.path)
        try (facts(of: ana).joined(separator: "\n") + "\n").write(
            to: folder.appending(path: "store.digest"), atomically: true, encoding: .utf8)
    }

    /// Some of everything: each way of merging, both sides of conflicts, what no version knows, what is unsent.
    private func writeTogether(
        _ ana: Replica, _ ben: Replica, _ world: ReplicaWorld
    ) throws {
        let item = EntityID(high: 1, low: 1)
        let other = EntityID(high: 1, low: 2)
        let window = try #require(Window("2026-12-21T09:00..2026-12-21T11:00@America/Recife"))
        let days = try #require(Window("2026-12-21..2027-01-03@Europe/Prague"))
        try ana.commit { draft, _ in
            try draft.create(.item, item)
            try draft.set(item, Item.title, .text("Pay by card"))
            try draft.edit(item, Item.body, to: "one line\nanother line")
            try draft.add(item, SharedFields.labels, .text("web"))
            try draft.create(.item, other)
            try draft.set(other, Item.title, .text("Refund in one click"))
        }
        try ana.commit { draft, _ in
            let release = EntityID(high: 2, low: 1)
            try draft.create(.release, release)
            try draft.set(release, Release.window, window.value)
        }
        try world.exchange(ana, ben)
        try ana.commit { draft, _ in
            try draft.set(item, Item.title, .text("Pay by card or phone"))
            try draft.append(item, Item.comments, .text("from ana"))
            try draft.transition(item, Item.state, to: "active")
            try draft.set(other, Item.parent, ParentLoops.value(parent: item, previous: nil))
        }
        try ben.commit { draft, _ in
            try draft.set(item, Item.title, .text("Pay by card everywhere"))
            try draft.edit(item, Item.body, to: "one line\nanother longer line")
            try draft.add(item, SharedFields.labels, .text("ios"))
            try draft.set(item, Item.parent, ParentLoops.value(parent: other, previous: nil))
            let freeze = EntityID(high: 3, low: 1)
            try draft.create(.freeze, freeze)
            try draft.set(freeze, Freeze.window, days.value)
        }
        try ben.commit { draft, _ in try writeNewer(item, in: &draft) }
        try world.exchange(ana, ben)
        try ana.commit { draft, _ in try draft.append(item, Item.comments, .text("not sent")) }
    }

    /// What a newer version may write: a field, and an operation, that this one does not know.
    private func writeNewer(_ item: EntityID, in draft: inout Draft) throws {
        let creation = try draft.creation(of: draft.existing(item))
        try draft.emit(
            Operation(
                .write, target: creation, field: 900, value: Value.text("ripe").canonicalBytes))
        try draft.emit(
            Operation(Verb(rawValue: 77), target: creation, field: 901, value: [1, 2, 3]))
    }
}
