package import History
internal import Causality

// The cursors that a replica keeps, one for each hub that it has met.
extension HistoryStore {
    /// The cursor that was kept for a hub; nil where there is none, or none that can be read.
    package func cursor(of hub: HubID) throws -> HubCursor? {
        guard let bytes = try value(named: HubCursor.name(of: hub)) else { return nil }
        var reader = CanonicalReader(bytes)
        return try? HubCursor(reading: &reader)
    }

    package func keep(_ cursor: HubCursor) throws {
        var writer = CanonicalWriter(capacity: 64)
        cursor.write(to: &writer)
        try set(writer.bytes, named: HubCursor.name(of: cursor.hub))
    }

    /// Forgets all cursors: the next session with any hub goes by vectors.
    package func forgetCursors() throws {
        for name in try names() where name.hasPrefix(HubCursor.prefix) {
            try set(nil, named: name)
        }
    }
}

extension HubCursor {
    fileprivate static let prefix = "cursor/"

    fileprivate static func name(of hub: HubID) -> String { prefix + "\(hub)" }
}
