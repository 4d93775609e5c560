internal import Causality

/// A tree for Graphviz: an arrow leads from what blocks to what waits, a line without a head to a part.
struct TreeGraph {
    let page: ItemTreePage

    var lines: [String] {
        var lines = GraphText.head
        var known: Set<EntityID> = []
        for row in page.rows where known.insert(row.place.id).inserted {
            var label = [row.title, "\(row.name) · \(row.state)"]
            if row.place.hidden > 0 { label.append("+ \(row.place.hidden) more") }
            lines.append("  \(Self.name(row.place.id)) [label=\(GraphText.quoted(label))];")
        }
        for row in page.rows {
            guard let under = row.place.under else { continue }
            let (upper, own) = (Self.name(under), Self.name(row.place.id))
            let ends = row.place.tie == .parent ? "\(upper) -> \(own)" : "\(own) -> \(upper)"
            lines.append("  \(ends) [\(Self.style(row).joined(separator: ", "))];")
        }
        return lines + ["}"]
    }

    private static func name(_ id: EntityID) -> String { "\"\(Crockford.text(id))\"" }

    /// Bold is the critical path, dashed what is suspended; what crosses teams says so.
    private static func style(_ row: ItemTreePage.Row) -> [String] {
        var style: [String] = []
        switch row.place.tie {
        case .parent: style += ["arrowhead=none", "style=dotted"]
        case .suspended: style.append("style=dashed")
        case .blocks, .root: if row.isCritical { style.append("style=bold") }
        }
        if row.otherTeam != nil { style.append("label=\"another team\"") }
        return style
    }
}
