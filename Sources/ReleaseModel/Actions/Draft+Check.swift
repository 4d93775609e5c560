package import Causality
package import Lattice

// Acceptance checks: what must hold before an item counts as done, each with a text and a tick.
//
// A tick is safe(no > yes): whoever takes it back wins over whoever sets it at the same time.

extension Draft {
    /// Adds a check at the end of those that are there.
    @discardableResult
    package mutating func addCheck(_ text: Value, to item: EntityID) throws -> [UInt8] {
        // Keys ascend with the time of adding, so that checks stand in the order in which they were made.
        let id = OperationID(place.dot, UInt32(operations.count))
        let time = stride(from: 56, through: 0, by: -8).map {
            UInt8(truncatingIfNeeded: place.stamp.raw >> UInt64($0))
        }
        let key = time + Rank.suffix(of: id)
        try set(
            item, Item.acceptance, text, key: key, subfield: Item.acceptanceText)
        return key
    }

    package mutating func tick(_ key: [UInt8], of item: EntityID, isDone: Bool) throws {
        _ = try check(key, of: item)
        try set(
            item, Item.acceptance, .text(isDone ? "yes" : "no"), key: key,
            subfield: Item.acceptanceDone)
    }

    /// Takes a check away; somebody who changes its text at the same time keeps it.
    package mutating func dropCheck(_ key: [UInt8], of item: EntityID) throws {
        _ = try check(key, of: item)
        for subfield in Item.acceptance.subfields {
            let address = CellAddress(
                Item.acceptance.number, key: key, subfield: subfield.number)
            let live = try existing(item).liveIDs(at: address)
            if !live.isEmpty { try retract(item, at: address, live) }
        }
    }

    private mutating func check(_ key: [UInt8], of item: EntityID) throws -> AcceptanceCheck {
        guard
            let check = AcceptanceCheck.all(of: try existing(item)).first(where: { $0.key == key })
        else { throw DomainFailure.notFound("That check is gone.") }
        return check
    }
}
