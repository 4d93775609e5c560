internal import ReleaseModel
internal import Replication

/// The names of the entities that a list's columns refer to, fetched once.
struct EntityNames {
    private var names: [String: String] = [:]

    init(_ view: ReplicaView, records: [Record], columns: [String]) {
        var wanted: Set<String> = []
        for record in records {
            for column in columns {
                guard let text = record.text(column), ReplicaView.identifier(text) != nil else {
                    continue
                }
                wanted.insert(text)
            }
        }
        let things = ThingNames(view)
        for text in wanted.sorted() {
            names[text] = ReplicaView.identifier(text).map(things.short)
        }
    }

    /// What a column of a record shows: a name where it refers to something.
    func text(_ record: Record, _ column: String) -> String {
        let text = record.text(column) ?? ""
        return names[text] ?? text
    }
}
