import Causality
import History
import Lattice
import ProcessKit
import ReleaseModel
import SQLiteStorage
import Testing

@testable import Replication

/// What of a thing was written here and has not reached the hub.
@Suite struct UnsyncedWritesTests {
    private let world: ReplicaWorld
    private let replica: Replica

    init() throws {
        world = try ReplicaWorld()
        replica = try world.found("ana")
    }

    private func add(_ number: UInt64) throws -> EntityID {
        let id = EntityID(high: number, low: 1)
        try replica.commit { draft, _ in
            try draft.create(.item, id)
            try draft.set(id, Item.title, .text("Item \(number)"))
        }
        return id
    }

    private func meetHub() throws {
        try replica.database.write { db in
            try NamedValues(db).set("localhost:7117", NamedValues.hubAddress)
            try NamedValues(db).set([UInt8](repeating: 7, count: 32), NamedValues.hubKey)
        }
    }

    /// The hub says that all which is sealed is durable there.
    private func acknowledge() throws {
        try replica.seal()
        let entries = try replica.readHistory { try $0.vector() }
        try ReplicaHost(replica).noteDurable(entries)
    }

    private func isUnsynced(_ id: EntityID) throws -> Bool? {
        try replica.read { view in
            let document = try #require(try view.document(id))
            return try UnsyncedWrites(view)?.holds(document)
        }
    }

    @Test func `without a hub nothing is late`() throws {
        #expect(try isUnsynced(add(1)) == nil)
    }

    @Test func `what is written is unsynced until the hub acknowledges it`() throws {
        try meetHub()
        let item = try add(1)
        #expect(try isUnsynced(item) == true)
        try replica.seal()
        #expect(try isUnsynced(item) == true)
        try acknowledge()
        #expect(try isUnsynced(item) == false)
        try replica.commit { draft, _ in try draft.set(item, Item.title, .text("Other")) }
        #expect(try isUnsynced(item) == true)
        #expect(try isUnsynced(add(2)) == true)
        try acknowledge()
        #expect(try isUnsynced(item) == false)
    }

    @Test func `what others wrote is not this device's to send`() throws {
        try meetHub()
        let ben = try world.join("ben", replica)
        let item = EntityID(high: 9, low: 9)
        try ben.commit { draft, _ in
            try draft.create(.item, item)
            try draft.edit(item, Item.body, to: "some text")
            try draft.transition(item, Item.state, to: "active")
        }
        try world.exchange(replica, ben)
        #expect(try isUnsynced(item) == false)
        try replica.commit { draft, _ in try draft.edit(item, Item.body, to: "more text") }
        #expect(try isUnsynced(item) == true)
    }
}
