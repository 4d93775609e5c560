package import Causality
package import Lattice

/// Releases that are booked inside a freeze which binds them.
package enum FreezeClash {
    /// A release's booking with what a freeze's scope can name.
    package struct Booking: Hashable, Sendable {
        package let release: EntityID
        package let scope: Set<EntityID>
        package let interval: Range<Int>
        package let operation: OperationID

        package init(
            release: EntityID, scope: Set<EntityID>, interval: Range<Int>, operation: OperationID
        ) {
            self.release = release
            self.scope = scope
            self.interval = interval
            self.operation = operation
        }

        /// Reads a release that is still to ship; `team` tells the team of a service.
        ///
        /// A scope can name the release, its train, its service and that service's team.
        package init?(
            _ document: Document, zones: any ZoneRules, team: (EntityID) throws -> EntityID?
        ) rethrows {
            guard document.entityKind == .release, !ArchiveClash.isArchived(document),
                !Release.finished.contains(document.string(Release.phase) ?? ""),
                let write = document.shown(Release.window),
                let interval = Window(write.value)?.interval(zones, reader: nil)
            else { return nil }
            let service = document.value(Release.service)?.entityValue
            let train = document.value(Release.train)?.entityValue
            let owner = try service.flatMap(team)
            self.init(
                release: document.id,
                scope: Set([document.id, train, service, owner].compactMap { $0 }),
                interval: interval, operation: write.id)
        }
    }

    /// A freeze in force; an empty scope binds everything.
    package struct Span: Hashable, Sendable {
        package let freeze: EntityID
        package let scope: Set<EntityID>
        package let interval: Range<Int>
        package let operations: [OperationID]

        package init(
            freeze: EntityID, scope: Set<EntityID>, interval: Range<Int>,
            operations: [OperationID]
        ) {
            self.freeze = freeze
            self.scope = scope
            self.interval = interval
            self.operations = operations
        }

        /// Reads a freeze that is in force.
        package init?(_ document: Document, zones: any ZoneRules) {
            guard document.entityKind == .freeze, !ArchiveClash.isArchived(document),
                document.string(Freeze.state) == "in-force",
                let window = FreezeWindow.inForce(document, zones: zones, reader: nil)?.window,
                let interval = window.interval(zones, reader: nil)
            else { return nil }
            self.init(
                freeze: document.id,
                scope: Set(document.elements(Freeze.scope).compactMap(\.entityValue)),
                interval: interval,
                operations: document.writes(CellAddress(Freeze.window.number)).map(\.id))
        }

        package func binds(_ booking: Booking) -> Bool {
            interval.overlaps(booking.interval)
                && (scope.isEmpty || !scope.isDisjoint(with: booking.scope))
        }
    }

    package static func cards(_ bookings: [Booking], _ spans: [Span]) -> [Card] {
        var cards: [Card] = []
        for booking in bookings {
            for span in spans where span.binds(booking) {
                cards.append(
                    Card(
                        .freeze, subjects: [booking.release, span.freeze],
                        field: Release.window.name,
                        competing: [booking.operation] + span.operations,
                        reading: "both stay; the release is blocked by the freeze",
                        settle: "rail release move {subject} window:START..END"))
            }
        }
        return cards
    }

    /// The first start at or after the booking's that lies outside every freeze which binds it.
    package static func nextFree(_ booking: Booking, _ spans: [Span]) -> Range<Int> {
        let length = booking.interval.count
        var start = booking.interval.lowerBound
        let binding = spans.filter {
            $0.scope.isEmpty || !$0.scope.isDisjoint(with: booking.scope)
        }.sorted { $0.interval.lowerBound < $1.interval.lowerBound }
        for span in binding where span.interval.overlaps(start..<start + length) {
            start = span.interval.upperBound
        }
        return start..<start + length
    }
}
