package import Causality
package import ReleaseModel

/// Finds what people mean by what they type: an id's prefix, a name, a card.
package struct EntityFinder {
    /// Shorter prefixes would find something else tomorrow.
    package static let prefixLengthMin = 4

    private let view: ReplicaView

    package init(_ view: ReplicaView) { self.view = view }

    /// The one entity of these kinds that a text names; archived ones only by id.
    package func find(_ text: String, _ kinds: [EntityKind]) throws -> EntityID {
        if let found = try findByIdentifier(text, kinds) { return found }
        let named = try findByName(text, kinds)
        if named.count == 1 { return named[0] }
        let nouns = kinds.count == 1 ? kinds[0].name : "thing"
        guard named.isEmpty else {
            throw DomainFailure.ambiguous(
                "“\(text)” is the name of \(named.count) \(nouns)s.",
                hint: "Use an id: " + named.map { shown($0) }.joined(separator: ", ") + ".")
        }
        throw DomainFailure.notFound(
            "There is no \(nouns) “\(text)” here.",
            hint: "Ids need at least \(Self.prefixLengthMin) characters; "
                + "`rail ls` and `rail \(nouns) list` show them.")
    }

    /// The shortest prefix that names an entity alone, at least four characters long.
    package func shown(_ id: EntityID) -> String {
        let text = Crockford.text(id)
        var length = Self.prefixLengthMin
        while length < text.count {
            let prefix = String(text.prefix(length))
            guard let range = Crockford.range(ofPrefix: prefix, as: EntityID.self),
                let rows = try? view.query(
                    "SELECT count(*) AS n FROM entity WHERE id BETWEEN ? AND ?",
                    [.bytes(range.lowerBound.bytes), .bytes(range.upperBound.bytes)])
            else { break }
            if (rows.first?.integer("n") ?? 0) <= 1 { return prefix }
            length += 1
        }
        return text
    }

    private func findByIdentifier(_ text: String, _ kinds: [EntityKind]) throws -> EntityID? {
        guard text.utf8.count >= Self.prefixLengthMin,
            let prefix = Crockford.normalized(text),
            let range = Crockford.range(ofPrefix: prefix, as: EntityID.self)
        else { return nil }
        let numbers = kinds.map { String($0.rawValue) }.joined(separator: ",")
        let rows = try view.query(
            "SELECT id FROM entity WHERE id BETWEEN ? AND ? AND kind IN (\(numbers)) LIMIT 9",
            [.bytes(range.lowerBound.bytes), .bytes(range.upperBound.bytes)])
        let found = rows.compactMap { row -> EntityID? in
            if case .bytes(let bytes) = row["id"] { EntityID(bytes: bytes) } else { nil }
        }
        guard found.count <= 1 else {
            // A name may look like a prefix; only where there is no such name is it ambiguous.
            guard try findByName(text, kinds).isEmpty else { return nil }
            throw DomainFailure.ambiguous(
                "“\(text)” begins \(found.count == 9 ? "many" : "\(found.count)") ids.",
                hint: "Type more of it: "
                    + found.prefix(4).map { shown($0) }.joined(separator: ", ") + ".")
        }
        return found.first
    }

    private func findByName(_ text: String, _ kinds: [EntityKind]) throws -> [EntityID] {
        var found: [EntityID] = []
        for kind in kinds where kind != .item && kind != .card {
            let table = kind == .entry ? "calendar_entry" : kind.name
            let column = Schema.of(kind).title.name
            let rows = try view.query(
                "SELECT id FROM \"\(table)\" WHERE \"\(column)\" = ? AND archived = 0 LIMIT 9",
                [.text(text)])
            found += rows.compactMap { $0.text("id").flatMap(ReplicaView.identifier) }
        }
        return found
    }
}
