package import Causality
package import Lattice

/// All cards of a whole state at once, from nothing but its documents.
///
/// Projections keep theirs up to date step by step; this says what must come out of that, and serves
/// audits and simulations that keep no tables.
package enum WorkspaceCards {
    /// The cards that follow from one document alone.
    package static func own(_ document: Document) -> [Card] {
        guard document.creation != nil else { return [] }
        return FieldClash.cards(of: document) + VoidStep.cards(of: document)
            + ArchiveClash.cards(of: document) + FreezeWindow.cards(of: document)
    }

    /// Every card, ascending by its identifier.
    package static func all(
        _ documents: [EntityID: Document], zones: any ZoneRules
    ) -> [Card] {
        let ordered = documents.values.filter { $0.creation != nil }.sorted { $0.id < $1.id }
        let team = { (service: EntityID) in documents[service]?.value(Service.team)?.entityValue }
        let bookings = ordered.compactMap {
            FreezeClash.Booking($0, zones: zones, team: team)
        }
        let spans = ordered.compactMap { FreezeClash.Span($0, zones: zones) }
        let items = ordered.filter { $0.entityKind == .item }
        var cards = ordered.flatMap(own)
        cards += BlockingCycles.cards(ordered.compactMap { BlockingCycles.BlockingEdge($0) })
        cards += ParentLoops.cards(items.compactMap { ParentLoops.ParentMove($0) })
        cards += FreezeClash.cards(bookings, spans, zones)
        cards += MilestoneOrder.cards(
            ordered.compactMap { MilestoneOrder.Mark($0, zones: zones) })
        cards += UniqueNames.cards(ordered.compactMap { UniqueNames.Bearer($0) })
        let aliases = Aliases(ordered)
        cards += aliases.cards
        cards += RedirectClash.cards(ordered.compactMap { RedirectClash.Tie($0, aliases) }, aliases)
        return cards.sorted { $0.id < $1.id }
    }
}
