import Causality
import History
import Lattice
import ProcessKit
import ReleaseModel
import Replication
import SQLiteStorage
import Testing

/// A later version writes what this one does not know: it is kept, passed on, and applied after an upgrade.
@Suite struct `What a later version writes` {
    private static let ripeness = FieldDefinition(
        900, "ripeness",
        .stateMachine(
            StateTable(
                initial: "raw", order: SafetyOrder(["raw", "ripe"]), steps: ["raw": ["ripe"]])),
        .line)

    /// The same place with a made-up later schema.
    private func later(_ environment: ReplicaEnvironment) -> ReplicaEnvironment {
        var later = environment
        let item = EntitySchema(
            .item, title: Item.title, own: Item.schema.own + [Self.ripeness])
        later.schema = { $0 == EntityKind.item.rawValue ? item : Schema.of(number: $0) }
        later.schemaLevel = Schema.level + 1
        return later
    }

    private func ripeness(of item: EntityID, at replica: Replica) throws -> Value? {
        try replica.read { try $0.document(item)?.value(Self.ripeness) }
    }

    @Test func `is stored and passed on without being understood, and applied after an upgrade`()
        throws
    {
        let world = try ReplicaWorld()
        let ana = try world.found("ana")
        let ben = try world.join("ben", ana)
        let cid = try world.join("cid", ana)
        let item = EntityID(high: 7, low: 7)
        try ana.commit { draft, _ in
            try draft.create(.item, item)
            try draft.set(item, Item.title, .text("first"))
        }
        try ana.commit { draft, _ in
            let creation = try draft.creation(of: draft.existing(item))
            try draft.emit(
                Operation(
                    .transition, target: creation, field: Self.ripeness.number,
                    value: Value.text("ripe").canonicalBytes))
            try draft.emit(
                Operation(Verb(rawValue: 77), target: creation, field: 901, value: [1, 2, 3]))
        }
        // From ana to cid only through ben, who understands nothing of it.
        try world.exchange(ana, ben)
        try ben.commit { draft, _ in try draft.set(item, Item.title, .text("second")) }
        try world.exchange(ben, cid)
        #expect(try ben.stateDigest().value == cid.stateDigest().value)
        #expect(try cid.rebuild().before == cid.rebuild().after)
        #expect(try cid.examine().isEmpty)

        let environment = later(cid.environment)
        try cid.close()
        let upgraded = try Replica.open(cid.paths, environment)
        #expect(try ripeness(of: item, at: upgraded) == .text("ripe"))
        #expect(try upgraded.stateDigest().value == upgraded.foldedDigest())
        let document = try #require(try upgraded.read { try $0.document(item) })
        #expect(document.title == "second")
        // What even the later version does not know stays kept.
        #expect(document.unknown.map(\.value) == [[1, 2, 3]])

        // Whoever had the later version all along has the same state.
        let dora = try world.join("dora", ana)
        let always = try Replica.open(dora.paths, later(dora.environment))
        try world.exchange(upgraded, always)
        #expect(try ripeness(of: item, at: always) == .text("ripe"))
        #expect(try always.stateDigest().value == upgraded.stateDigest().value)
    }

    @Test func `is there for readers as well, whoever opens first`() throws {
        let world = try ReplicaWorld()
        let ana = try world.found("ana")
        let item = EntityID(high: 7, low: 7)
        try ana.commit { draft, _ in
            try draft.create(.item, item)
            let creation = try draft.creation(of: draft.existing(item))
            try draft.emit(
                Operation(
                    .transition, target: creation, field: Self.ripeness.number,
                    value: Value.text("ripe").canonicalBytes))
        }
        try ana.close()
        let reader = try Replica.open(ana.paths, later(ana.environment), access: .readOnly)
        #expect(try ripeness(of: item, at: reader) == .text("ripe"))
    }
}
