internal import Causality
internal import ReleaseModel
internal import Replication

/// Items that say nearly the same: a suggestion for people, never a merge.
struct SimilarItems {
    private let view: ReplicaView

    init(_ view: ReplicaView) { self.view = view }

    /// All pairs of live items that may be one, most alike first; of a pair the older one first.
    func pairs() throws -> [(first: EntityID, second: EntityID, likeness: Int)] {
        let titles = try titles()
        let places = Dictionary(
            uniqueKeysWithValues: titles.enumerated().map { ($0.element.id, $0.offset) })
        return NearDuplicates.find(titles).map { pair in
            let isInOrder = (places[pair.first] ?? 0) < (places[pair.second] ?? 0)
            return isInOrder
                ? (pair.first, pair.second, pair.likeness)
                : (pair.second, pair.first, pair.likeness)
        }
    }

    private func titles() throws -> [(id: EntityID, title: String)] {
        try view.query(
            """
            SELECT id, title FROM item
            WHERE archived = 0 AND \(Backlog.own) ORDER BY created_at, id
            """
        ).compactMap { record in
            guard let id = record.text("id").flatMap(ReplicaView.identifier),
                let title = record.text("title")
            else { return nil }
            return (id, title)
        }
    }
}
