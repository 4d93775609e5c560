internal import Causality
internal import ReleaseModel
internal import Replication

/// Finds the view that a name is meant for, and says of a slip which one may be.
struct NamedView {
    private let view: ReplicaView

    init(_ view: ReplicaView) { self.view = view }

    func find(_ text: String) throws -> EntityID {
        do {
            return try ThingFinder(view).find(text, [.view])
        } catch DomainFailure.notFound(let sentence, _) {
            let names = try view.query(
                "SELECT name FROM \"view\" WHERE archived = 0 AND name IS NOT NULL ORDER BY name"
            ).compactMap { $0.text("name") }
            let near = WordChoice(names).near(text)
            throw DomainFailure.notFound(
                sentence,
                hint: !near.isEmpty
                    ? "Did you mean \(near.joined(separator: " or "))?"
                    : names.isEmpty
                        ? "Make one:  rail view def \(FilterText.written(text)) '+ios or +android'"
                        : "`rail view list` shows those that there are.")
        }
    }
}
