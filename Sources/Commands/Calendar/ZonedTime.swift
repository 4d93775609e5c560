internal import ReleaseModel

/// Civil times as the clocks of a zone show them.
struct ZonedTime {
    let zones: any ZoneRules

    /// A day stays the day that it is; a wall time becomes what that zone's clocks show.
    func text(_ window: Window, in zone: String) -> String {
        let start = text(window.start, in: zone)
        guard window.start != window.end else { return start }
        let end = text(window.end, in: zone)
        guard start.prefix(10) == end.prefix(10), start.count > 10 else {
            return "\(start) .. \(end)"
        }
        return "\(start)-\(end.suffix(5))"
    }

    func text(_ moment: Moment, in zone: String) -> String {
        guard case .local = moment,
            let instant = moment.start(zones, reader: zone),
            let local = zones.local(of: instant, in: zone)
        else { return moment.date.description }
        return "\(local.date) \(local.time)"
    }
}
