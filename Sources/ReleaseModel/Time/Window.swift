internal import Causality
package import Lattice

/// Two points of one zone, start before end: one composite, so that no merge can pull them apart.
package struct Window: Hashable, Sendable {
    package let start: Moment
    package let end: Moment

    /// Makes the window; nil if the points are of different zones or the end lies before the start.
    package init?(start: Moment, end: Moment) {
        guard start.value.parts.last == end.value.parts.last else { return nil }
        switch (start, end) {
        case (.local(let first, _), .local(let last, _)): guard first <= last else { return nil }
        case (.local, _), (_, .local): return nil
        default: guard start.date <= end.date else { return nil }
        }
        self.start = start
        self.end = end
    }

    /// Reads `START..END@ZONE`, or one point for a window of that day or minute.
    package init?(_ text: some StringProtocol, zone: String? = nil) {
        let halves = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        let place = halves.count == 2 ? "@\(halves[1])" : ""
        let points = (halves.first ?? "").components(separatedBy: "..")
        guard let first = points.first, let last = points.last, points.count <= 2,
            let start = Moment(first + place, zone: zone),
            let end = Moment(last + place, zone: zone)
        else { return nil }
        self.init(start: start, end: end)
    }

    package var value: Value { .list([start.value, end.value]) }

    package init?(_ value: Value) {
        guard value.parts.count == 2, let start = Moment(value.parts[0]),
            let end = Moment(value.parts[1])
        else { return nil }
        self.init(start: start, end: end)
    }

    package var text: String {
        guard start != end else { return start.text }
        let place = start.text.split(separator: "@", maxSplits: 1).dropFirst().first
        let first = start.text.split(separator: "@", maxSplits: 1).first ?? ""
        let last = end.text.split(separator: "@", maxSplits: 1).first ?? ""
        return place.map { "\(first)..\(last)@\($0)" } ?? "\(first)..\(last)"
    }

    /// The minutes that the window covers, since 1970 in UTC; nil for an unknown zone.
    package func interval(_ zones: any ZoneRules, reader: String?) -> Range<Int>? {
        guard let first = start.start(zones, reader: reader),
            let last = end.end(zones, reader: reader)
        else { return nil }
        return first..<max(last, first + 1)
    }
}

extension Window {
    /// The window with its start on another day and its length kept.
    package func moved(to date: CivilDate) -> Window? {
        let days = date.dayNumber - start.date.dayNumber
        guard let first = start.adding(days: days), let last = end.adding(days: days) else {
            return nil
        }
        return Window(start: first, end: last)
    }

    /// Says whether a clock change skips one of its points.
    package func isSkipped(_ zones: any ZoneRules) -> Bool {
        [start, end].contains { point in
            guard case .local(let local, let zone) = point else { return false }
            return zones.isSkipped(local, in: zone)
        }
    }

    /// Says whether any of its days, in its own zone, lies in the span.
    package func touches(_ span: ClosedRange<CivilDate>) -> Bool {
        start.date <= span.upperBound && span.lowerBound <= end.date
    }
}

extension StringProtocol {
    /// Cuts at every occurrence of a separator; the pure floors have no Foundation to do it.
    fileprivate func components(separatedBy separator: String) -> [String] {
        var parts: [String] = [""]
        var rest = self[...]
        while let next = rest.first {
            if rest.hasPrefix(separator) {
                parts.append("")
                rest = rest.dropFirst(separator.count)
            } else {
                parts[parts.count - 1].append(next)
                rest = rest.dropFirst()
            }
        }
        return parts
    }
}
