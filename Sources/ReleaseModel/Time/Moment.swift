internal import Causality
package import Lattice

/// A point of civil time: a wall time in a zone, or a day with a policy for what its end means.
///
/// Never a bare instant: "16:00 in Berlin" stays so when the rules of Berlin's clocks change.
package enum Moment: Hashable, Sendable {
    /// How a bare date becomes an instant.
    package enum Policy: String, CaseIterable, Sendable {
        /// The day has ended everywhere, UTC-12 last.
        case anywhere
        /// The day has ended in the reader's own zone.
        case regional
    }

    case local(CivilDateTime, zone: String)
    case date(CivilDate, Policy)
    /// A day that ends at midnight of a zone.
    case dateIn(CivilDate, zone: String)

    /// Reads `2026-11-12T16:00@Europe/Berlin`, `2026-11-12@Europe/Berlin`, `2026-11-12` or `2026-11-12@anywhere`.
    ///
    /// A wall time without a zone takes `zone`; nil where the text is no such form.
    package init?(_ text: some StringProtocol, zone: String? = nil) {
        let halves = text.split(
            separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        let place = halves.count == 2 ? String(halves[1]) : nil
        if let local = CivilDateTime(halves.first ?? "") {
            guard let zone = place ?? zone, !zone.isEmpty else { return nil }
            self = .local(local, zone: zone)
        } else if let date = CivilDate(halves.first ?? "") {
            guard let place else {
                self = .date(date, .regional)
                return
            }
            guard !place.isEmpty else { return nil }
            self = Policy(rawValue: place).map { .date(date, $0) } ?? .dateIn(date, zone: place)
        } else {
            return nil
        }
    }

    package var date: CivilDate {
        switch self {
        case .local(let local, _): local.date
        case .date(let date, _), .dateIn(let date, _): date
        }
    }

    package var zone: String? {
        switch self {
        case .local(_, let zone), .dateIn(_, let zone): zone
        case .date: nil
        }
    }

    /// The same point of another day; nil outside the calendar.
    package func adding(days: Int) -> Moment? {
        guard let date = date.adding(days: days) else { return nil }
        switch self {
        case .local(let local, let zone):
            return CivilDateTime(date: date, hour: local.hour, minute: local.minute).map {
                .local($0, zone: zone)
            }
        case .date(_, let policy): return .date(date, policy)
        case .dateIn(_, let zone): return .dateIn(date, zone: zone)
        }
    }

    /// The form that `init` reads.
    package var text: String {
        switch self {
        case .local(let local, let zone): "\(local)@\(zone)"
        case .date(let date, .regional): "\(date)"
        case .date(let date, let policy): "\(date)@\(policy.rawValue)"
        case .dateIn(let date, let zone): "\(date)@\(zone)"
        }
    }

    /// One composite: {wall time or date, zone or policy}.
    package var value: Value {
        switch self {
        case .local(let local, let zone): .list([.text(local.description), .text(zone)])
        case .date(let date, let policy): .list([.text(date.description), .text(policy.rawValue)])
        case .dateIn(let date, let zone): .list([.text(date.description), .text(zone)])
        }
    }

    package init?(_ value: Value) {
        guard value.parts.count == 2, let point = value.parts[0].string,
            let place = value.parts[1].string
        else { return nil }
        self.init("\(point)@\(place)")
    }

    /// The first minute of the point, since 1970 in UTC; a date begins at its midnight.
    ///
    /// Without a reader a regional day is the whole time that it is that day anywhere: rules whose
    /// answer all replicas must share ask so, whatever zone each of them is in.
    package func start(_ zones: any ZoneRules, reader: String?) -> Int? {
        switch self {
        case .local(let local, let zone): zones.instant(of: local, in: zone)
        case .dateIn(let date, let zone): Self.midnight(date, zone, zones)
        case .date(let date, let policy):
            switch policy == .regional ? reader : nil {
            case .some(let zone): Self.midnight(date, zone, zones)
            // The day begins first at UTC+14.
            case .none: date.dayNumber * 1440 - 14 * 60
            }
        }
    }

    /// The minute after the point; a date ends at the next midnight.
    package func end(_ zones: any ZoneRules, reader: String?) -> Int? {
        switch self {
        case .local(let local, let zone): zones.instant(of: local, in: zone)
        case .dateIn(let date, let zone):
            date.adding(days: 1).flatMap { Self.midnight($0, zone, zones) }
        case .date(let date, let policy):
            switch policy == .regional ? reader : nil {
            case .some(let zone):
                date.adding(days: 1).flatMap { Self.midnight($0, zone, zones) }
            // The day ends last at UTC-12.
            case .none: (date.dayNumber + 1) * 1440 + 12 * 60
            }
        }
    }

    private static func midnight(
        _ date: CivilDate, _ zone: String, _ zones: any ZoneRules
    ) -> Int? {
        CivilDateTime(date: date, hour: 0, minute: 0).flatMap { zones.instant(of: $0, in: zone) }
    }
}
