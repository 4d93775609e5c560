import Causality
import Foundation
import Lattice
import ProcessKit
import ReleaseModel
import Replication
import Testing

/// The cards that a replica's tables keep step by step, against all rules asked anew over the whole state.
struct CardBoardTests {
    /// What a card says, without the finer part of its stamps, which its table leaves away.
    private func said(_ card: Card) -> String {
        let facts = [
            card.kind.rawValue, Crockford.text(card.id), "\(card.subjects)", card.field ?? "",
            "\(card.competing)", card.settle,
        ]
        let values = card.options.map { "\(Crockford.text($0.subject)):\($0.value)" }
        return (facts + values + card.alternatives).joined(separator: " ")
    }

    private func expectRules(_ replica: Replica, _ seed: UInt64) throws {
        try replica.read { view in
            var documents: [EntityID: Document] = [:]
            for record in try view.query("SELECT id FROM entity") {
                guard case .bytes(let bytes) = record["id"], let id = EntityID(bytes: bytes) else {
                    continue
                }
                documents[id] = try view.document(id)
            }
            let expected = WorkspaceCards.all(documents, zones: replica.environment.zones)
            let kept = try view.cards()
            let difference = Set(kept.map(said)).symmetricDifference(expected.map(said))
            #expect(difference.isEmpty, "seed \(seed)")
            #expect(kept.count == expected.count, "seed \(seed)")
            let columns = "id, kind, subject, field, reading, settle"
            let shown = try view.query("SELECT \(columns) FROM card ORDER BY id").map(\.fields)
            #expect(shown == expected.sorted { $0.id < $1.id }.map(row), "seed \(seed)")
        }
        // Nor has the doctor anything to say of rows that nobody else wrote.
        #expect(try replica.examineTables() == [], "seed \(seed)")
    }

    /// What any SQLite tool reads of a card.
    private func row(_ card: Card) -> [Record.Field] {
        [
            .text(Crockford.text(card.id)), .text(card.kind.rawValue),
            .text(Crockford.text(card.subjects[0])), card.field.map { .text($0) } ?? .null,
            .text(card.reading), .text(card.settle),
        ]
    }

    @Test(arguments: 1...6)
    func `cards kept step by step are those of the whole state`(seed: UInt64) throws {
        let world = try ReplicaWorld()
        let ana = try world.found("ana")
        let replicas = try [
            ana, world.join("ben", ana, zone: "Asia/Tokyo"),
            world.join("eva", ana, zone: "America/Recife"),
        ]
        var plan = RandomPlan(seed: seed)
        try ana.commit { draft, _ in try plan.begin(&draft) }
        for other in replicas.dropFirst() { try world.exchange(ana, other) }
        var kinds: Set<CardKind> = []
        for _ in 0..<4 {
            for replica in replicas {
                for _ in 0..<6 { try plan.edit(replica) }
                try expectRules(replica, seed)
            }
            for other in replicas.dropFirst() { try world.exchange(ana, other) }
            try world.exchange(replicas[1], replicas[2])
            for replica in replicas { try expectRules(replica, seed) }
            kinds.formUnion(try ana.read { try $0.cards().map(\.kind) })
        }
        #expect(kinds.count > 2, "seed \(seed): \(kinds)")
        for other in replicas.dropFirst() { try world.exchange(ana, other) }
        for card in try ana.read({ try $0.cards() }) {
            do {
                try ana.commit { draft, view in
                    guard try view.card(card.id) != nil else { return }
                    try draft.accept(card, zones: ana.environment.zones)
                }
            } catch is DomainFailure {
                continue
            }
        }
        try expectRules(ana, seed)
    }
}
