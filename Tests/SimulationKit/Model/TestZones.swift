internal import ReleaseModel

/// Zones for tests: fixed ones, and one whose clocks change twice.
///
/// `Test/Shifting` is an hour ahead of UTC, two hours from 2026-03-29T01:00 UTC to 2026-10-25T01:00 UTC.
package struct TestZones: ZoneRules {
    package static let all = TestZones()
    package static let shifting = "Test/Shifting"

    package let version = "test"
    private let fixed = FixedZones()

    /// Minutes since 1970 in UTC.
    package static let spring = minutes(2026, 3, 29)
    package static let autumn = minutes(2026, 10, 25)

    private static func minutes(_ year: Int, _ month: Int, _ day: Int) -> Int {
        (CivilDate(year: year, month: month, day: day)?.dayNumber ?? 0) * 1440 + 60
    }

    package func isKnown(_ zone: String) -> Bool { zone == Self.shifting || fixed.isKnown(zone) }

    package func offset(of zone: String, at instant: Int) -> Int? {
        guard zone == Self.shifting else { return fixed.offset(of: zone, at: instant) }
        return (Self.spring..<Self.autumn).contains(instant) ? 120 : 60
    }
}
