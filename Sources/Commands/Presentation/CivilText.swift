internal import ReleaseModel
internal import Replication

/// Points and spans of civil time as the clocks of a zone show them.
///
/// A day stays the day that it is, wherever it is read.
struct CivilText {
    let zones: any ZoneRules

    func point(_ moment: Moment, in zone: String) -> String {
        guard case .local = moment, let instant = moment.start(zones, reader: zone),
            let local = zones.local(of: instant, in: zone)
        else { return moment.date.description }
        return "\(local.date) \(local.time)"
    }

    /// The day is said once where both ends lie in it.
    func span(_ window: Window, in zone: String) -> String {
        let start = point(window.start, in: zone)
        guard window.start != window.end else { return start }
        let end = point(window.end, in: zone)
        guard start.prefix(10) == end.prefix(10), start.count > 10 else {
            return "\(start)..\(end)"
        }
        return "\(start)-\(end.suffix(5))"
    }

    /// A value as the tables hold it; a text that is no time stays as it is.
    func text(_ stored: String, in zone: String) -> String {
        if let moment = Moment(stored) { return point(moment, in: zone) }
        return Window(stored).map { span($0, in: zone) } ?? stored
    }
}
