package import Causality
package import Lattice

/// Releases that are booked inside a freeze which binds them.
package enum FreezeClash {
    /// A release's booking with what a freeze's scope can name.
    package struct Booking: Hashable, Sendable {
        package let release: EntityID
        package let scope: Set<EntityID>
        package let window: Window
        package let interval: Range<Int>
        package let write: Write

        /// Reads a release that is still to ship; `team` tells the team of a service.
        ///
        /// A scope can name the release, its train, its service and that service's team.
        package init?(
            _ document: Document, zones: any ZoneRules, team: (EntityID) throws -> EntityID?
        ) rethrows {
            guard document.entityKind == .release, !ArchiveClash.isArchived(document),
                !Release.finished.contains(document.string(Release.phase) ?? ""),
                let write = document.shown(Release.window),
                let window = Window(write.value),
                let interval = window.interval(zones, reader: nil)
            else { return nil }
            let service = document.value(Release.service)?.entityValue
            let train = document.value(Release.train)?.entityValue
            let owner = try service.flatMap(team)
            release = document.id
            scope = Set([document.id, train, service, owner].compactMap { $0 })
            self.window = window
            self.interval = interval
            self.write = write
        }
    }

    /// A freeze in force; an empty scope binds everything.
    package struct Span: Hashable, Sendable {
        package let freeze: EntityID
        package let scope: Set<EntityID>
        package let interval: Range<Int>
        package let writes: [Write]

        /// Reads a freeze that is in force.
        package init?(_ document: Document, zones: any ZoneRules) {
            guard document.entityKind == .freeze, !ArchiveClash.isArchived(document),
                document.string(Freeze.state) == "in-force",
                let window = FreezeWindow.inForce(document, zones: zones, reader: nil)?.window,
                let interval = window.interval(zones, reader: nil)
            else { return nil }
            freeze = document.id
            scope = Set(document.elements(Freeze.scope).compactMap(\.entityValue))
            self.interval = interval
            writes = document.writes(CellAddress(Freeze.window.number))
        }

        package func binds(_ booking: Booking) -> Bool {
            names(booking) && interval.overlaps(booking.interval)
        }

        /// Says whether the scope holds the release, whenever it is booked.
        func names(_ booking: Booking) -> Bool {
            scope.isEmpty || !scope.isDisjoint(with: booking.scope)
        }
    }

    package static func cards(
        _ bookings: [Booking], _ spans: [Span], _ zones: any ZoneRules
    ) -> [Card] {
        var cards: [Card] = []
        for booking in bookings {
            let binding = spans.filter { $0.binds(booking) }
            guard !binding.isEmpty else { continue }
            let free = nextFree(booking, spans, zones)
            cards += binding.map { card(booking, $0, free) }
        }
        return cards
    }

    private static func card(_ booking: Booking, _ span: Span, _ free: Window?) -> Card {
        // Lifting is asked for: the answer is "asked, not granted" until somebody grants it.
        let lift = CardSettlement.Way.command(
            CommandText.line("lift", .freeze, span.freeze))
        let move = free.map { window in
            CardSettlement.Way.command(
                CommandText.line(
                    "move", .release, booking.release,
                    ["\(Release.window.name):\(window.text)"]))
        }
        return Card(
            .freeze, subjects: [booking.release, span.freeze], field: Release.window.name,
            competing: ([booking.write] + span.writes).map(\.id),
            options: [CardOption(booking.write, of: booking.release, isInForce: true)]
                + span.writes.map { CardOption($0, of: span.freeze, isInForce: true) },
            reading: "both stay; the release is blocked by the freeze",
            settle: CardSettlement(move ?? lift, otherwise: move == nil ? [] : [lift]))
    }

    /// The booking's own window on the first later day on which no freeze binds it.
    ///
    /// Its time of day and its length stay; nil where no such day lies inside the calendar.
    package static func nextFree(
        _ booking: Booking, _ spans: [Span], _ zones: any ZoneRules
    ) -> Window? {
        let binding = spans.filter { $0.names(booking) }
        var window = booking.window
        // A freeze that was left behind never binds again, and a skipped hour costs one day more.
        for _ in 0...2 * binding.count + 2 {
            guard let interval = window.interval(zones, reader: nil) else { return nil }
            let end = binding.filter { $0.interval.overlaps(interval) }
                .map(\.interval.upperBound).max()
            guard end != nil || window.isSkipped(zones) else { return window }
            let minutes = (end ?? interval.lowerBound) - interval.lowerBound
            let days = max(1, (minutes + 1439) / 1440)
            guard let later = window.start.date.adding(days: days).flatMap({ window.moved(to: $0) })
            else { return nil }
            window = later
        }
        return nil
    }
}
