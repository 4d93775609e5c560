internal import Causality
package import Lattice

/// The window in force of a freeze: the union of what concurrent writers wrote, so that it never shrinks by accident.
package enum FreezeWindow {
    /// The earliest start and the latest end among the live windows; nil where none is written.
    ///
    /// Windows of different zones are compared as instants; the shown write's zone names the union.
    package static func inForce(
        _ document: Document, zones: any ZoneRules, reader: String?
    ) -> (window: Window, isUnion: Bool)? {
        let windows = document.writes(CellAddress(Freeze.window.number)).compactMap {
            Window($0.value)
        }
        // A window whose zone is unknown here must not keep the others from being joined.
        #if RAILYARD_BUG_FREEZE_SHRINKS  // trips the checker "a freeze never shrinks by accident"
            let known = document.value(Freeze.window).flatMap { Window($0) }.map { [$0] } ?? []
        #else
            let known = windows.filter { $0.interval(zones, reader: reader) != nil }
        #endif
        guard var union = known.first ?? windows.first else { return nil }
        for window in known.dropFirst() {
            guard let own = union.interval(zones, reader: reader),
                let other = window.interval(zones, reader: reader)
            else { continue }
            union = joined(union, own, window, other) ?? union
        }
        return (union, Set(windows).count > 1)
    }

    package static func cards(of document: Document) -> [Card] {
        guard document.entityKind == .freeze else { return [] }
        let live = CardOption.offered(document.writes(CellAddress(Freeze.window.number)))
        guard Set(live.map(\.value)).count > 1 else { return [] }
        return [
            Card(
                .window, subjects: [document.id], field: Freeze.window.name,
                competing: live.map(\.id),
                options: live.map { CardOption($0, of: document.id, isInForce: true) },
                reading: "the union of the windows is in force: a freeze never shrinks by accident",
                settle: CardSettlement(
                    .accept, otherwise: live.indices.map { .take($0 + 1) }))
        ]
    }

    /// Says whether a new window would free time that the freeze binds now.
    package static func shrinks(
        _ document: Document, to window: Window, zones: any ZoneRules, reader: String?
    ) -> Bool {
        guard let present = inForce(document, zones: zones, reader: reader)?.window,
            let own = present.interval(zones, reader: reader),
            let other = window.interval(zones, reader: reader)
        else { return false }
        return other.lowerBound > own.lowerBound || other.upperBound < own.upperBound
    }

    private static func joined(
        _ first: Window, _ own: Range<Int>, _ second: Window, _ other: Range<Int>
    ) -> Window? {
        let start = own.lowerBound <= other.lowerBound ? first.start : second.start
        let end = own.upperBound >= other.upperBound ? first.end : second.end
        if let window = Window(start: start, end: end) { return window }
        // Points of two zones: both are brought to UTC, which names no zone but loses no minute.
        guard
            let from = CivilDateTime(minuteNumber: min(own.lowerBound, other.lowerBound)),
            let to = CivilDateTime(minuteNumber: max(own.upperBound, other.upperBound))
        else { return nil }
        return Window(start: .local(from, zone: "UTC"), end: .local(to, zone: "UTC"))
    }
}
