internal import Foundation
internal import ReleaseModel

/// The time zone database of the system library, looked up only when a zone is first asked for.
package struct SystemZones: ZoneRules {
    package init() {}

    package var version: String { TimeZone.timeZoneDataVersion }

    package func isKnown(_ zone: String) -> Bool {
        isUniversal(zone) || (zone.contains("/") && TimeZone(identifier: zone) != nil)
    }

    package func offset(of zone: String, at instant: Int) -> Int? {
        if isUniversal(zone) { return 0 }
        guard isKnown(zone), let rules = TimeZone(identifier: zone) else { return nil }
        let date = Date(timeIntervalSince1970: Double(instant) * 60)
        return rules.secondsFromGMT(for: date) / 60
    }

    /// Servers live by this clock; it needs no rules, and loading them costs half a millisecond.
    private func isUniversal(_ zone: String) -> Bool { zone == "UTC" || zone == "Etc/UTC" }
}
