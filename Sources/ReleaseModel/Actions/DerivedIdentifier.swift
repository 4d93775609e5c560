package import Causality
internal import History

/// Identifiers that two offline replicas must arrive at alike, because they mean the same thing.
package enum DerivedIdentifier {
    /// A record of an imported source.
    package static func imported(source: String, kind: EntityKind, key: String) -> EntityID {
        entity("import", [Array(source.utf8), Array(kind.name.utf8), Array(key.utf8)])
    }

    /// One occurrence of a series, named by the local date that the series gives it.
    package static func occurrence(of series: EntityID, on date: CivilDate) -> EntityID {
        entity("occurrence", [series.bytes, Array(date.description.utf8)])
    }

    /// The relation of one kind between two things: stating it twice states it once.
    package static func edge(_ kind: String, from source: EntityID, to target: EntityID)
        -> EntityID
    {
        entity("edge", [Array(kind.utf8), source.bytes, target.bytes])
    }

    /// The entity of the workspace itself.
    package static func workspace(_ workspace: WorkspaceID) -> EntityID {
        entity("workspace", [workspace.bytes])
    }

    private static func entity(_ realm: String, _ parts: [[UInt8]]) -> EntityID {
        var writer = CanonicalWriter()
        writer.counted(Array(realm.utf8))
        for part in parts { writer.counted(part) }
        let prefix = Hash.of(.entity, writer.bytes).prefix
        return EntityID(high: prefix.high, low: prefix.low)
    }
}
