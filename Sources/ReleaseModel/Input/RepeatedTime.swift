package import Lattice

/// What to say of a wall time that comes twice because clocks go back over it.
///
/// A wall time means the first of the two, as RFC 5545 section 3.3.5 asks; the second has a wall time
/// of its own in UTC.
package enum RepeatedTime {
    /// Says of a value that was typed which of the two times is taken, and how to have the other.
    ///
    /// Nil for a value that is no time, or none that comes twice.
    package static func remark(on value: Value, _ zones: any ZoneRules) -> String? {
        guard
            let window = Window(value)
                ?? Moment(value).flatMap({ Window(start: $0, end: $0) }),
            case .local(let start, let zone) = window.start, case .local(let end, _) = window.end
        else { return nil }
        let twice = [start, end].filter { zones.repetition(of: $0, in: zone) != nil }
        guard let first = twice.first, let last = twice.last,
            let other = second(start, end, zone, zones)
        else { return nil }
        let times = first == last ? "\(first.time) comes" : "\(first.time) and \(last.time) come"
        return "\(times) twice on \(first.date) in \(zone), because clocks go back: the first is "
            + "meant. For the second write \(other.text)"
    }

    /// The window in UTC, with the second time wherever there are two.
    private static func second(
        _ start: CivilDateTime, _ end: CivilDateTime, _ zone: String, _ zones: any ZoneRules
    ) -> Window? {
        let points = [start, end].compactMap { local in
            (zones.repetition(of: local, in: zone) ?? zones.instant(of: local, in: zone))
                .flatMap { CivilDateTime(minuteNumber: $0) }
                .map { Moment.local($0, zone: "UTC") }
        }
        guard points.count == 2 else { return nil }
        return Window(start: points[0], end: points[1])
    }
}
